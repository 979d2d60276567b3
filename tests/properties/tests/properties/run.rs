//! How properties are run: with the same cases each time.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner, contextualize_config};

/// From which the cases are made, unless `PROPTEST_RNG_SEED` is another one.
const SEED: u64 = 8;

/// How often an input that breaks a property is made smaller.
const REDUCTIONS: u32 = 3000;

/// Fails with a small input where a property does not hold for all inputs of a strategy. `cases` are tried, unless
/// `PROPTEST_CASES` is another number. A property says what is wrong with an input; a panic is wrong too.
pub(crate) fn check<S>(cases: u32, inputs: &S, property: impl Fn(&S::Value) -> Result<(), String>)
where
    S: Strategy,
    S::Value: Debug,
{
    let usual = Config {
        cases,
        rng_seed: RngSeed::Fixed(SEED),
        max_shrink_iters: REDUCTIONS,
        failure_persistence: None,
        ..Config::default()
    };
    let result =
        TestRunner::new(contextualize_config(usual)).run(inputs, |input| property(&input).map_err(TestCaseError::fail));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, input)) => panic!("{reason}\nfor this input:\n{input:#?}"),
        Err(TestError::Abort(reason)) => panic!("no cases: {reason}"),
    }
}
