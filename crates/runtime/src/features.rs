//! Generated code tells by name which feature of this crate it lacks, where it was not this generator that wrote the
//! manifest.

/// Brings in generated code where the features that it needs are on; where one is not, a compile error names it, and
/// the code stays out: nothing else is wrong with it.
///
/// The features stand in brackets, each followed by a semicolon; the code is behind them. `specwright-build` writes the
/// call.
///
/// ```
/// specwright_runtime::with_features! {
///     []
///     fn generated() {}
/// }
/// generated();
/// ```
#[macro_export]
macro_rules! with_features {
    ([] $($code:tt)*) => { $($code)* };
    ([client; $($others:tt)*] $($code:tt)*) => { $crate::__with_client! { [$($others)*] $($code)* } };
    ([server; $($others:tt)*] $($code:tt)*) => { $crate::__with_server! { [$($others)*] $($code)* } };
    ([pattern; $($others:tt)*] $($code:tt)*) => { $crate::__with_pattern! { [$($others)*] $($code)* } };
    ([chrono; $($others:tt)*] $($code:tt)*) => { $crate::__with_chrono! { [$($others)*] $($code)* } };
    ([time; $($others:tt)*] $($code:tt)*) => { $crate::__with_time! { [$($others)*] $($code)* } };
}

/// Defines a step of [`with_features!`] for each feature. `$dollar` is a dollar sign: one of a macro's own would be a
/// variable of this one.
macro_rules! steps {
    ($dollar:tt $($name:ident: $feature:literal,)+) => {$(
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            ([$dollar($dollar others:tt)*] $dollar($dollar code:tt)*) => {
                $dollar crate::with_features! { [$dollar($dollar others)*] $dollar($dollar code)* }
            };
        }

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            ([$dollar($dollar others:tt)*] $dollar($dollar code:tt)*) => {
                ::core::compile_error!(::core::concat!(
                    "the generated code needs the feature `",
                    $feature,
                    "` of specwright-runtime: add it to the features of this dependency in Cargo.toml"
                ));
                // The other features, without the code.
                $dollar crate::with_features! { [$dollar($dollar others)*] }
            };
        }
    )+};
}

steps! { $
    __with_client: "client",
    __with_server: "server",
    __with_pattern: "pattern",
    __with_chrono: "chrono",
    __with_time: "time",
}
