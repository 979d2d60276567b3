//! The tables of example calls that a mock answers from.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::{ExampleMessage, ExampleResponse, Transaction};
use specwright_render::Tokens;
use specwright_rust::{OperationPlan, Plan, ident, raw_string, string};

use crate::group;

/// Where a table stands, seen from the function that makes the mock.
#[derive(Serialize)]
pub(crate) struct TableContext {
    /// The feature that it is compiled with, as an attribute; nothing where it always is.
    condition: Tokens,
    path: Tokens,
}

/// The example calls of an operation.
#[derive(Serialize)]
pub(crate) struct OperationTransactionsContext {
    method: Tokens,
    path: Tokens,
    transactions: Vec<TransactionContext>,
}

#[derive(Serialize)]
struct TransactionContext {
    request: MessageContext,
    responses: Vec<ResponseContext>,
}

#[derive(Serialize)]
struct ResponseContext {
    status: Tokens,
    message: MessageContext,
}

#[derive(Serialize)]
struct MessageContext {
    /// Whether nothing is said of it.
    is_nothing: bool,
    media_type: Tokens,
    headers: Vec<HeaderContext>,
    body: Tokens,
}

#[derive(Serialize)]
struct HeaderContext {
    name: Tokens,
    value: Tokens,
}

/// The table of some operations: those that have example calls.
pub(crate) fn contexts<'a>(operations: impl Iterator<Item = &'a OperationPlan>) -> Vec<OperationTransactionsContext> {
    operations
        .filter(|operation| !operation.transactions.is_empty())
        .map(|operation| OperationTransactionsContext {
            method: Tokens::new(string(&operation.method)),
            path: Tokens::new(string(&operation.path)),
            transactions: operation.transactions.iter().map(transaction).collect(),
        })
        .collect()
}

/// The only table, where all groups stand in one file.
pub(crate) fn single_table(plan: &Plan) -> Vec<TableContext> {
    let table = TableContext {
        condition: Tokens::from(TokenStream::new()),
        path: Tokens::from(quote!(TRANSACTIONS)),
    };
    let has_any = plan.operations.iter().any(|it| !it.transactions.is_empty());
    has_any.then_some(table).into_iter().collect()
}

/// The tables of the groups, where each has a module of its own.
pub(crate) fn tables(plan: &Plan) -> Vec<TableContext> {
    let groups = plan.groups.iter().enumerate();
    let with_table = groups.filter(|(index, _)| group::members(plan, *index).any(|it| !it.transactions.is_empty()));
    with_table
        .map(|(_, group)| {
            let module = ident(&group.module_name);
            TableContext {
                condition: Tokens::from(group::condition(plan, group)),
                path: Tokens::from(quote!(#module::TRANSACTIONS)),
            }
        })
        .collect()
}

fn transaction(transaction: &Transaction) -> TransactionContext {
    let nothing = ExampleMessage::default();
    TransactionContext {
        request: message(transaction.request.as_ref().unwrap_or(&nothing)),
        responses: transaction.responses.iter().map(response).collect(),
    }
}

fn response(response: &ExampleResponse) -> ResponseContext {
    ResponseContext {
        status: Tokens::new(Literal::u16_unsuffixed(response.status)),
        message: message(&response.message),
    }
}

fn message(message: &ExampleMessage) -> MessageContext {
    let optional = |text: Option<Literal>| match text {
        Some(text) => Tokens::from(quote!(Some(#text))),
        None => Tokens::from(quote!(None)),
    };
    let header = |(name, value): &(String, String)| HeaderContext {
        name: Tokens::new(string(name)),
        value: Tokens::new(string(value)),
    };
    MessageContext {
        is_nothing: *message == ExampleMessage::default(),
        media_type: optional(message.media_type.as_deref().map(string)),
        headers: message.headers.iter().map(header).collect(),
        body: optional(message.body.as_deref().map(raw_string)),
    }
}
