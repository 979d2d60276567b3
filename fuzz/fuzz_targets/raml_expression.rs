//! Type expressions of RAML, and parameters of traits and resource types.

#![no_main]

use specwright_fuzz::{quoted, text_target, through_all_stages};

text_target!(|text: &str| {
    let quoted = quoted(text);
    through_all_stages(
        "a.raml",
        &format!(
            "#%RAML 1.0
title: T
types:
  A: string
  B: {{ properties: {{ a: {quoted} }} }}
  C: {quoted}
traits:
  t:
    description: {quoted}
    queryParameters: {{ {quoted}: {{ type: <<type>> }} }}
resourceTypes:
  r:
    get:
      is: [t: {{ type: {quoted}, a: {quoted} }}]
      responses: {{ 200: {{ body: {{ application/json: {quoted} }} }} }}
/users/{{id}}:
  type: {{ r: {{ a: A, b: {quoted} }} }}
"
        ),
    );
});
