//! The addresses of upstreams. A gateway has one, that of the first, which may be made of binds; those of the others are
//! constants of the client's operations.

use specwright_model::{Capability, Expression, Upstream};

/// Whether an address has a variable in braces, which nothing gives a value.
pub(crate) fn is_open(address: &Expression) -> bool {
    let mut is_open = false;
    address.visit(&mut |part| {
        if let Expression::Literal(value) = part {
            is_open |= value.as_str().is_some_and(|text| text.contains('{'));
        }
    });
    is_open
}

/// The address of an upstream where it is a constant.
pub(crate) fn constant(upstream: &Upstream) -> Option<&str> {
    match &upstream.base_url {
        Expression::Literal(value) if !is_open(&upstream.base_url) => value.as_str(),
        _ => None,
    }
}

/// The namespaces of upstreams that cannot be called, since their address is not known before the start.
pub(crate) fn unreachable(capability: &Capability) -> Vec<&str> {
    let others = capability.upstreams.iter().skip(1);
    let unknown = others.filter(|upstream| constant(upstream).is_none());
    unknown.map(|upstream| upstream.namespace.as_str()).collect()
}
