// Lets no name be looked up. Prism follows redirects, and what comes of one must not depend on whether there is a network.
const dns = require("node:dns");
const { isIP } = require("node:net");

const { lookup } = dns;

dns.lookup = (name, ...rest) => {
  if (isIP(name)) {
    return lookup(name, ...rest);
  }
  const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
  process.nextTick(rest.at(-1), Object.assign(error, { code: "ENOTFOUND", hostname: name }));
};
