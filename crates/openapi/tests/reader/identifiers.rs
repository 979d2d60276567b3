//! References by `$id`, `$anchor`, `$dynamicAnchor` and `$self`.

use super::{outline, read_texts, schemas};

fn check(texts: &[(&str, &str)]) -> String {
    let (api, findings) = read_texts(texts);
    format!("{}{findings}", api.as_ref().map_or_else(String::new, outline::api))
}

#[test]
fn references_lead_to_the_schemas_whose_id_they_name() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Pet:
  $id: https://example.com/schemas/pet
  type: object
  properties: {owner: {$ref: owner}, tag: {$ref: '#/$defs/Tag'}, name: {$ref: '#name'}, self: {$ref: '#'}}
  $defs: {Tag: {type: string}, Name: {$anchor: name, type: string, maxLength: 9}}
Owner: {$id: 'https://example.com/schemas/owner', type: object, properties: {home: {$ref: 'owner/home#/properties/street'}}}
Home: {$id: 'https://example.com/schemas/owner/home', type: object, properties: {street: {type: string}}}
Absolute: {type: array, items: {$ref: 'https://example.com/schemas/owner'}}
Urn: {$id: 'urn:example:size', type: integer}
Sized: {type: object, properties: {size: {$ref: 'urn:example:size'}}}
"), @"
    schema Pet = {owner: Owner, tag: Tag, name: Name, self: Pet}
    schema Owner = {home: string}
    schema Home = {street: string}
    schema Absolute = [Owner…]
    schema Urn = integer
    schema Sized = {size: Urn}
    schema Tag = string
    schema Name = string ..=9
    ");
}

#[test]
fn ids_are_relative_to_those_around_them() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Shop:
  $id: https://example.com/shop/index.json
  type: object
  properties: {pet: {$ref: pets/cat.json}, keeper: {$ref: 'https://example.com/shop/pets/keeper.json'}}
  $defs:
    cat: {$id: pets/cat.json, type: object, properties: {keeper: {$ref: keeper.json}}}
    keeper: {$id: pets/keeper.json, type: string}
"), @"
    schema Shop = {pet: cat, keeper: keeper}
    schema cat = {keeper: keeper}
    schema keeper = string
    ");
}

#[test]
fn references_that_ignore_an_id_around_them_are_read_as_they_were_meant() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Pet: {$id: 'https://example.com/pet', type: object, properties: {tag: {$ref: '#/components/schemas/Tag'}}}
Tag: {type: string}
"), @"
    schema Pet = {tag: Tag}
    schema Tag = string
    api.yaml:6:82: warning[reference-base]: `#/components/schemas/Tag` leads to nothing in the schema whose `$id` surrounds it; it is read from the document
      help: remove the `$id`, or refer to what is meant by its own `$id`
    ");
}

#[test]
fn identifiers_that_are_wrong_have_a_place() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {$id: 'https://example.com/a', type: string}
B: {$id: 'https://example.com/a', type: integer}
C: {$id: 'https://example.com/c#part', type: integer}
D: {$id: '#old', type: integer}
E: {$anchor: twice, type: string}
F: {$anchor: twice, type: integer}
G: {type: array, items: {$ref: '#old'}}
H: {type: array, items: {$ref: '#twicw'}}
I: {type: array, items: {$ref: '#Missing'}}
J: {type: array, items: {$ref: '#A'}}
K: {type: array, items: {$ref: 'https://example.com/b'}}
L: {type: array, items: {$ref: 'https://elsewhere.org/schema'}}
"), @"
    schema A = string
    schema B = integer
    schema C = integer
    schema D = integer
    schema E = string
    schema F = integer
    schema G = [D…]
    schema H = [any…]
    schema I = [any…]
    schema J = [any…]
    schema K = [any…]
    schema L = [any…]
    api.yaml:7:14: warning[repeated-identifier]: `https://example.com/a` is the `$id` of two schemas; references lead to the first
      help: give each schema an `$id` of its own
    api.yaml:8:14: warning[invalid-identifier]: the `$id` `https://example.com/c#part` has a fragment, which is ignored
      help: write `$id: https://example.com/c` and `$anchor: part`
    api.yaml:9:14: warning[outdated-keyword]: `$id: '#old'` is how older versions of JSON Schema write an anchor
      help: write `$anchor: old`
    api.yaml:11:18: warning[repeated-identifier]: the anchor `twice` is declared twice; references lead to the first
      help: give each schema an anchor of its own
    api.yaml:13:36: error[unknown-reference]: `#twicw` leads to nothing: there is no anchor `twicw`
      help: did you mean `#twice`?
    api.yaml:14:36: error[unknown-reference]: `#Missing` leads to nothing: there is no anchor `Missing`
      help: write `#/` and the way to it, or give the schema an `$anchor: Missing`
    api.yaml:15:36: error[unknown-reference]: `#A` leads to nothing: there is no anchor `A`
      help: did you mean `#/components/schemas/A`?
    api.yaml:16:36: error[file-refused]: `https://example.com/b` is not read: URLs are never fetched
      help: save the file beside the document and refer to it by a relative path
      help: did you mean `https://example.com/a`?
    api.yaml:17:36: error[file-refused]: `https://elsewhere.org/schema` is not read: URLs are never fetched
      help: save the file beside the document and refer to it by a relative path
    ");
}

#[test]
fn ids_mean_nothing_in_3_0() {
    insta::assert_snapshot!(schemas("3.0.3", "\
Pet: {$id: 'https://example.com/pet', type: object, properties: {tag: {$ref: '#/components/schemas/Tag'}}}
Tag: {type: string}
"), @"
    schema Pet = {tag: Tag}
    schema Tag = string
    ");
}

#[test]
fn dynamic_references_to_the_only_anchor_are_plain_ones() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Tree: {$dynamicAnchor: node, type: object, properties: {children: {type: array, items: {$dynamicRef: '#node'}}}}
Plain: {type: array, items: {$dynamicRef: '#/components/schemas/Tree'}}
"), @"
    schema Tree = {children: [all(Tree)…]}
    schema Plain = [all(Tree)…]
    ");
}

#[test]
fn dynamic_references_that_depend_on_their_context_are_reported() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Page:
  $id: https://example.com/page
  type: object
  properties: {items: {type: array, items: {$dynamicRef: '#item'}}}
  $defs: {any: {$dynamicAnchor: item}}
PetPage:
  $id: https://example.com/pets
  $ref: page
  $defs: {pet: {$dynamicAnchor: item, type: string}}
"), @"
    schema Page = {items: [all(any)…]}
    schema PetPage = all(Page)
    schema any = any
    schema pet = string
    api.yaml:9:62: warning[ambiguous-reference]: what `#item` means depends on where it is used; it is read as the nearest anchor
      help: refer to the schema that is meant by `$ref`
    ");
}

#[test]
fn addresses_below_that_of_the_document_are_files_beside_it() {
    let api = "openapi: 3.2.0\n$self: https://example.com/apis/shop.yaml\ninfo: {title: T, version: '1'}\npaths: {}\n\
        components:\n  schemas:\n    A: {type: array, items: {$ref: 'https://example.com/apis/models/pet.yaml#/Pet'}}\n    \
        B: {type: array, items: {$ref: 'https://example.com/apis/shop.yaml#/components/schemas/A'}}\n    \
        C: {type: array, items: {$ref: 'https://example.com/other/pet.yaml#/Pet'}}\n";
    insta::assert_snapshot!(check(&[("api.yaml", api), ("models/pet.yaml", "Pet: {type: string}\n")]), @"
    schema A = [Pet…]
    schema B = [A…]
    schema C = [any…]
    schema Pet = string
    api.yaml:9:36: error[file-refused]: `https://example.com/other/pet.yaml#/Pet` is not read: URLs are never fetched
      help: save the file beside the document and refer to it by a relative path
    ");
}

#[test]
fn ids_of_other_files_are_known() {
    let api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
        A: {$ref: 'models.json#/$defs/Pet'}\n    B: {type: array, items: {$ref: 'https://example.com/owner'}}\n";
    let models = r##"{"$id": "https://example.com/models", "$defs": {
        "Pet": {"type": "object", "properties": {"owner": {"$ref": "owner"}, "tag": {"$ref": "#tag"}}},
        "Owner": {"$id": "owner", "type": "object", "properties": {"tag": {"$ref": "models#tag"}}},
        "Tag": {"$anchor": "tag", "type": "string"}}}"##;
    insta::assert_snapshot!(check(&[("api.yaml", api), ("models.json", models)]), @"
    schema A = all(Pet)
    schema B = [owner…]
    schema Pet = {owner: owner, tag: tag}
    schema owner = {tag: tag}
    schema tag = string
    ");
}
