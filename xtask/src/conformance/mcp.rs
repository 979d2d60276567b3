//! `cargo xtask conformance mcp`: MCP clients of others before generated gateways, with the mocks of generated servers
//! behind these, and MCP's own conformance suite.

mod client;
mod example;
mod inspector;
mod known;
mod programs;
mod python;
mod report;
mod server;
mod suite;
mod trial;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use serde_json::Value;

use client::{Client, Script};
use inspector::Inspector;
use known::{Known, Verdict};
use programs::Programs;
use python::Python;
use report::Report;
use server::{Gateway, Server};
use suite::Suite;
use trial::{Demands, Seen, Trial};

use super::served::Served;
use super::tools::{node, npm_package, pypi_tool};

const INSPECTOR: &str = "2.12.0";
const PYTHON_SDK: &str = "2.3.0";
/// Versions of the suite, and the revisions of the protocol that each is asked about.
const SUITES: [(&str, &[&str]); 2] = [
    ("0.1.16", &["2025-11-25"]),
    ("0.2.0-alpha.12", &["2025-06-18", "2025-11-25", "2026-07-28"]),
];

/// The capability whose tools are to be there, and the packages that are generated for it.
const USERS: &str = "specs/scaleway-iam-users.naftiko.yaml";
const USERS_GATEWAY: &str = "scaleway-iam-users-gateway";
const USERS_SERVER: &str = "scaleway-iam-server";
const BOOKSHOP_GATEWAY: &str = "bookshop-mcp";
const BOOKSHOP_SERVER: &str = "bookshop-server";
/// The values of binds. No mock asks for certain ones.
const USERS_BINDS: &[(&str, &str)] = &[("SCALEWAY_API_KEY", "conformance")];
const BOOKSHOP_BINDS: &[(&str, &str)] = &[
    ("BOOKSHOP_SHOP_KEY", "conformance"),
    ("BOOKSHOP_BEARER_TOKEN", "conformance"),
    ("BOOKSHOP_ACCESS_TOKEN", "conformance"),
    ("BOOKSHOP_REPORT_KEY", "conformance"),
    ("BOOKSHOP_SESSION", "conformance"),
    ("BOOKSHOP_LOGIN", "conformance"),
    ("BOOKSHOP_USERNAME", "conformance"),
    ("BOOKSHOP_PASSWORD", "conformance"),
];

/// Programs of others.
struct Clients {
    inspector: Script,
    python: Script,
    suites: Vec<(Script, &'static str, &'static [&'static str])>,
}

pub(crate) fn run(repository: &Path) -> anyhow::Result<ExitCode> {
    let folder = repository.join("target").join("conformance").join("mcp");
    let clients = Clients::install(repository, &folder)?;
    let packages = [USERS_SERVER, USERS_GATEWAY, BOOKSHOP_SERVER, BOOKSHOP_GATEWAY];
    let programs = Programs::of_repository(repository, &packages)?;
    let documents = repository.join("xtask/src/conformance/mcp");
    let generated = programs.of_descriptions(repository, &folder.join("generated"), &documents)?;
    let mut known = Known::read(&repository.join("xtask/known-mcp.toml"))?;

    let mut report = Report::default();
    report.try_users(&programs, &clients, &known, &repository.join(USERS))?;
    report.try_bookshop(&programs, &clients, &known)?;
    report.try_suites(&generated, &clients, &folder, &mut known)?;
    print!("{}", report.tables());
    println!("\nknown:");
    known.reasons().for_each(|reason| println!("- {reason}"));
    let failures: Vec<String> = report.failures().chain(known.unused()).collect();
    failures.iter().for_each(|failure| println!("\n{failure}"));
    Ok(match failures.len() {
        0 => ExitCode::SUCCESS,
        number => {
            println!("\n{number} failures");
            ExitCode::FAILURE
        }
    })
}

impl Clients {
    fn install(repository: &Path, folder: &Path) -> anyhow::Result<Self> {
        let home = folder.join("home");
        fs::create_dir_all(&home).with_context(|| format!("cannot create {}", home.display()))?;
        let node = node(repository)?;
        let script = |package: &str, version: &str, file: &str| {
            let package = npm_package(repository, package, version)?;
            anyhow::Ok(Script {
                interpreter: node.clone(),
                script: package.join(file),
                home: home.clone(),
            })
        };
        let suites = SUITES.map(|(version, revisions)| {
            let suite = script("@modelcontextprotocol/conformance", version, "dist/index.js")?;
            anyhow::Ok((suite, version, revisions))
        });
        let client = folder.join("client.py");
        fs::write(&client, python::SCRIPT).with_context(|| format!("cannot write {}", client.display()))?;
        Ok(Self {
            inspector: script(
                "@modelcontextprotocol/inspector",
                INSPECTOR,
                "clients/launcher/build/index.js",
            )?,
            python: Script {
                interpreter: pypi_tool(repository, "mcp", PYTHON_SDK, "python")?,
                script: client,
                home: home.clone(),
            },
            suites: suites.into_iter().collect::<anyhow::Result<_>>()?,
        })
    }

    fn inspector(&self, era: &'static str) -> (String, Box<dyn Client>) {
        let client = Inspector {
            program: self.inspector.clone(),
            era,
        };
        (format!("Inspector {INSPECTOR}, {era}"), Box::new(client))
    }

    fn python(&self, mode: &'static str, protocol: &'static str) -> (String, Box<dyn Client>) {
        let client = Python {
            program: self.python.clone(),
            mode,
            protocol,
        };
        (format!("Python SDK {PYTHON_SDK}, {protocol}"), Box::new(client))
    }

    fn pythons(&self) -> [(String, Box<dyn Client>); 2] {
        [self.python("auto", "2026-07-28"), self.python("legacy", "2025-11-25")]
    }
}

impl Report {
    /// The gateway of the users' capability, with every client.
    fn try_users(
        &mut self,
        programs: &Programs,
        clients: &Clients,
        known: &Known,
        capability: &Path,
    ) -> anyhow::Result<()> {
        let demands = Demands {
            tools: Some(tool_names(capability)?),
            may_fail: known.may_fail(USERS_GATEWAY),
        };
        let upstream = Served::mock(programs.get(USERS_SERVER)?)?;
        let gateway = Gateway {
            program: programs.get(USERS_GATEWAY)?.to_path_buf(),
            upstream: upstream.address().to_owned(),
            environment: USERS_BINDS,
        };
        let inspectors = ["legacy", "modern"].map(|era| clients.inspector(era));
        let all = clients.pythons().into_iter().chain(inspectors);
        self.try_with(&all.collect::<Vec<_>>(), USERS_GATEWAY, &gateway, &demands)
    }

    /// The tools that are made of an OpenAPI document.
    fn try_bookshop(&mut self, programs: &Programs, clients: &Clients, known: &Known) -> anyhow::Result<()> {
        let demands = Demands {
            tools: None,
            may_fail: known.may_fail(BOOKSHOP_GATEWAY),
        };
        let upstream = Served::mock(programs.get(BOOKSHOP_SERVER)?)?;
        let gateway = Gateway {
            program: programs.get(BOOKSHOP_GATEWAY)?.to_path_buf(),
            upstream: upstream.address().to_owned(),
            environment: BOOKSHOP_BINDS,
        };
        self.try_with(&clients.pythons(), BOOKSHOP_GATEWAY, &gateway, &demands)
    }

    /// A gateway with clients, over HTTP and on standard streams.
    fn try_with(
        &mut self,
        clients: &[(String, Box<dyn Client>)],
        name: &str,
        gateway: &Gateway,
        demands: &Demands,
    ) -> anyhow::Result<()> {
        let served = gateway.serve()?;
        let mut seen = Seen::new();
        for (client_name, client) in clients {
            for (way, server) in [
                ("HTTP", Server::Http(served.address())),
                ("stdio", Server::Stdio(gateway)),
            ] {
                let with = format!("{client_name}, {way}");
                eprintln!("trying {name} with {with}");
                let trial = Trial::run(client.as_ref(), server, demands, &mut seen);
                self.trials.push((name.to_owned(), with, trial));
            }
        }
        Ok(())
    }

    /// The conformance suite before a gateway with tools of the names that it calls.
    fn try_suites(
        &mut self,
        generated: &Programs,
        clients: &Clients,
        folder: &Path,
        known: &mut Known,
    ) -> anyhow::Result<()> {
        let upstream = Served::mock(generated.get("conformance-server")?)?;
        let gateway = Gateway {
            program: generated.get("conformance-gateway")?.to_path_buf(),
            upstream: upstream.address().to_owned(),
            environment: &[],
        };
        let served = gateway.serve()?;
        for (program, version, revisions) in &clients.suites {
            for revision in *revisions {
                eprintln!("trying the conformance suite {version} for {revision}");
                let suite = Suite {
                    program: program.clone(),
                    version,
                    revision,
                };
                let scenarios = suite.run(served.address(), folder);
                let verdict = scenarios.map_or_else(
                    |error| Verdict::failed(format!("{error:#}")),
                    |scenarios| known.judge(&scenarios),
                );
                self.verdicts
                    .push(((*version).to_owned(), (*revision).to_owned(), verdict));
            }
        }
        Ok(())
    }
}

/// The names of the tools of a capability, as it is written.
fn tool_names(capability: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(capability).with_context(|| format!("cannot read {}", capability.display()))?;
    let document: Value =
        serde_yaml_ng::from_str(&text).with_context(|| format!("cannot read {}", capability.display()))?;
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let exposed = document.get("capability").map(|capability| list(capability, "exposes"));
    let tools = exposed.iter().flatten().flat_map(|adapter| list(adapter, "tools"));
    let names = tools.filter_map(|tool| Some(tool.get("name")?.as_str()?.to_owned()));
    Ok(names.collect())
}
