//! Checks as calls of the runtime's validator.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_model::{Number, NumericRange};
use specwright_rust::{Body, Check, Plan, TypeKind, TypeRef, Types, ident, string};

/// Statements that check `value`, a reference to a value of type `ty`, with the validator called `validator`.
/// None where there is nothing to check.
pub fn checks_statements(types: &Types, ty: &TypeRef, checks: &[Check], value: &Ident) -> Option<TokenStream> {
    if checks.is_empty() {
        return None;
    }
    match types.expand(ty) {
        TypeRef::Nullable(inner) => {
            let statements = checks_statements(types, inner, checks, value)?;
            Some(quote!(if let Some(#value) = #value { #statements }))
        }
        TypeRef::Boxed(inner) => checks_statements(types, inner, checks, value),
        expanded => {
            let statements: TokenStream = checks
                .iter()
                .map(|check| statement(types, expanded, check, value))
                .collect();
            // Bounds that no value of the type can break leave nothing to say.
            (!statements.is_empty()).then_some(statements)
        }
    }
}

fn statement(types: &Types, ty: &TypeRef, check: &Check, value: &Ident) -> TokenStream {
    match check {
        Check::Length(least, most) => {
            let (least, most) = (bound(*least), bound(*most));
            quote!(validator.length(#value, #least, #most);)
        }
        Check::Format(format) => {
            let format = ident(format);
            quote!(validator.format(#value, runtime::validate::Format::#format);)
        }
        Check::Pattern(it) => {
            let translated = string(&it.translated);
            let pattern = if it.written == it.translated {
                quote!(runtime::validate::Pattern::new(#translated))
            } else {
                let written = string(&it.written);
                quote!(runtime::validate::Pattern::new(#translated).written_as(#written))
            };
            quote! {{
                static PATTERN: std::sync::LazyLock<runtime::validate::Pattern> =
                    std::sync::LazyLock::new(|| #pattern);
                validator.pattern(#value, &PATTERN);
            }}
        }
        Check::IntegerRange(range) | Check::FloatRange(range) => self::range(ty, range, value),
        Check::ItemCount(least, most) => {
            let (least, most) = (bound(*least), bound(*most));
            quote!(validator.item_count(#value.len(), #least, #most);)
        }
        Check::OneOf(values) => {
            let values = values.iter().map(|value| string(&value.to_string()));
            quote!(validator.one_of(#value, &[#(#values),*]);)
        }
        Check::UniqueItems => quote!(validator.unique_items(#value);),
        Check::PropertyCount(least, most) => {
            let (least, most) = (bound(*least), bound(*most));
            quote!(validator.property_count(#value.len(), #least, #most);)
        }
        Check::Items(checks) => nested(types, ty, checks, value, "items", "item"),
        Check::Values(checks) => nested(types, ty, checks, value, "values", "entry"),
        Check::Nested(_) => quote!(runtime::validate::Validate::validate(#value, validator);),
    }
}

fn nested(types: &Types, ty: &TypeRef, checks: &[Check], value: &Ident, method: &str, inner: &str) -> TokenStream {
    let (TypeRef::Vec(inner_type) | TypeRef::Map(inner_type)) = ty else {
        return TokenStream::new();
    };
    let (method, inner) = (ident(method), ident(inner));
    let Some(statements) = checks_statements(types, inner_type, checks, &inner) else {
        return TokenStream::new();
    };
    quote!(validator.#method(#value, |validator, #inner| { #statements });)
}

fn bound(bound: Option<u64>) -> TokenStream {
    match bound {
        Some(bound) => {
            let bound = Literal::u64_unsuffixed(bound);
            quote!(Some(#bound))
        }
        None => quote!(None),
    }
}

fn range(ty: &TypeRef, range: &NumericRange, value: &Ident) -> TokenStream {
    let bounds = [
        ("minimum", range.minimum),
        ("maximum", range.maximum),
        ("exclusive_minimum", range.exclusive_minimum),
        ("exclusive_maximum", range.exclusive_maximum),
        ("multiple_of", range.multiple_of.filter(|step| step.as_float() > 0.0)),
    ];
    let calls = bounds.into_iter().filter_map(|(method, bound)| {
        let bound = number(ty, bound?)?;
        let method = ident(method);
        Some(quote!(validator.#method(*#value, #bound);))
    });
    calls.collect()
}

/// A bound as a literal; none where no value of the type can break it.
fn number(ty: &TypeRef, number: Number) -> Option<TokenStream> {
    match number {
        Number::Integer(integer) => {
            // Literals without a suffix are `i32`; what no `i64` holds only bounds a `u64`.
            if i32::try_from(integer).is_ok() {
                let literal = Literal::i128_unsuffixed(integer.abs());
                return Some(if integer < 0 {
                    quote!(-#literal)
                } else {
                    quote!(#literal)
                });
            }
            let literal = match (i64::try_from(integer), u64::try_from(integer), ty) {
                (Ok(narrow), _, _) => Literal::i64_suffixed(narrow),
                (_, Ok(wide), TypeRef::Integer("u64")) => Literal::u64_suffixed(wide),
                _ => return None,
            };
            Some(quote!(#literal))
        }
        Number::Float(float) if float.is_finite() => {
            let literal = Literal::f64_suffixed(float.abs());
            Some(if float < 0.0 {
                quote!(-#literal)
            } else {
                quote!(#literal)
            })
        }
        Number::Float(_) => None,
    }
}

/// Whether the plan has patterns to check, for which the runtime needs its feature.
pub fn uses_patterns(plan: &Plan) -> bool {
    fn any(checks: &[Check]) -> bool {
        checks.iter().any(|check| match check {
            Check::Pattern(_) => true,
            Check::Items(checks) | Check::Values(checks) => any(checks),
            _ => false,
        })
    }
    let in_types = plan.types.iter().any(|(_, definition)| match &definition.kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter().any(|field| any(&field.checks))
                || structure.additional.iter().any(|additional| any(&additional.checks))
        }
        TypeKind::Union(union) => union.variants.iter().any(|variant| any(&variant.checks)),
        _ => false,
    });
    let in_body = |body: &Body| match body {
        Body::Json { checks, .. } | Body::Form { checks, .. } => any(checks),
        Body::Multipart(form) => form.parts.iter().any(|part| any(&part.checks)),
        Body::FormParts | Body::Text | Body::Bytes | Body::Events { .. } | Body::Items { .. } => false,
    };
    let in_operations = plan.operations.iter().chain(&plan.webhooks).any(|operation| {
        let mut contents = operation.request_body.iter().flat_map(|body| &body.contents);
        let in_parameters = operation.parameters.iter().any(|parameter| any(&parameter.checks));
        in_parameters || contents.any(|content| in_body(&content.body))
    });
    in_types || in_operations
}
