//! Each object with its keys: which there are, what stands behind each, and which versions know it.

use super::Shape::{Any, ByName, List, Named, Object, OneOrNamed, Scalar, ScalarOrObject, Scalars, ScalarsByName};
use super::{Key, ObjectType, Standing};

objects! {
    DOCUMENT "the document" {
        "naftiko": Scalar;
        "ikanos": Scalar;
        "info": Object(&INFO);
        "externalRefs" Earlier: List(&[&EXTERNAL_REFERENCE]);
        "binds": List(&[&BIND, &IMPORT]);
        "consumes": List(&[&CONSUMED, &IMPORT]);
        "aggregates" Later: List(&[&AGGREGATE, &IMPORT]);
        "exposes" Later: List(&[&REST, &MCP, &SKILL, &CONTROL, &IMPORT]);
        "capability": Object(&CAPABILITY);
    }
    INFO "the information" {
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "name" Beyond: Scalar;
        "version" Later: Scalar;
        "description": Scalar;
        "tags": Scalars;
        "created": Scalar;
        "modified": Scalar;
        "stakeholders": List(&[&PERSON]);
    }
    PERSON "a person" {
        "role" Required: Scalar;
        "fullName" Required: Scalar;
        "email": Scalar;
    }
    BIND "a bind" {
        "namespace" Required: Scalar;
        "description": Scalar;
        "location": Scalar;
        "keys" Required: ScalarsByName;
    }
    EXTERNAL_REFERENCE "an external reference" {
        "name" Required: Scalar;
        "type": Scalar;
        "description": Scalar;
        "resolution": Scalar, ["file" "runtime" "environment"];
        "uri": Scalar;
        "keys" Required: ScalarsByName;
    }
    IMPORT "an import" {
        "import" Required: Scalar;
        "location" Earlier: Scalar;
        "from" Later: Scalar;
        "as": Scalar;
        "description": Scalar;
    }
    CAPABILITY "the capability" {
        "binds": List(&[&BIND, &IMPORT]);
        "consumes": List(&[&CONSUMED, &IMPORT]);
        "aggregates": List(&[&AGGREGATE, &IMPORT]);
        "exposes": List(&[&REST, &MCP, &SKILL, &CONTROL, &IMPORT]);
    }
    CONSUMED "a consumed API" {
        "type" Required: Scalar, ["http"];
        "namespace" Required: Scalar;
        "baseUri" Required: Scalar;
        "description": Scalar;
        "authentication": Object(&AUTHENTICATION);
        "inputParameters": Named(&CONSUMED_INPUT);
        "tunnel" Later: Object(&TUNNEL);
        "resources": Named(&CONSUMED_RESOURCE);
    }
    TUNNEL "a tunnel" {
        "type" Required: Scalar;
        "service": Scalar;
        "identity": Scalar;
        "fallback": Scalar;
    }
    CONSUMED_RESOURCE "a consumed resource" {
        "name" Required: Scalar;
        "path" Required: Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "tags" Later: Scalars;
        "description": Scalar;
        "inputParameters": Named(&CONSUMED_INPUT);
        "operations" Required: Named(&CONSUMED_OPERATION);
    }
    CONSUMED_OPERATION "a consumed operation" {
        "name" Required: Scalar;
        "method" Required: Scalar, ["GET" "POST" "PUT" "PATCH" "DELETE" "HEAD" "OPTIONS"];
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "tags" Later: Scalars;
        "description": Scalar;
        "inputParameters": Named(&CONSUMED_INPUT);
        "outputRawFormat": Scalar;
        "outputMediaType" Later: Scalar;
        "maxBinarySize" Later: Scalar;
        "outputSchema": Scalar;
        "outputParameters": Named(&OUTPUT);
        "body": ScalarOrObject(&BODY);
    }
    BODY "a body" {
        "type" Required: Scalar, ["json" "text" "xml" "sparql" "formUrlEncoded" "multipartForm"];
        "data" Required: Any;
    }
    CONSUMED_INPUT "a parameter" {
        "name" Required: Scalar;
        "in" Required: Scalar, ["query" "header" "path" "cookie" "body" "environment"];
        "value": Scalar;
        "type" Beyond: Scalar;
        "description" Beyond: Scalar;
        "required" Beyond: Scalar, ["true" "false"];
    }
    OUTPUT "an output" {
        "name": Scalar;
        "type" Required: Scalar, ["string" "number" "integer" "boolean" "object" "array"];
        "description" Beyond: Scalar;
        "value": Scalar;
        "mapping": Scalar;
        "const": Scalar;
        "items": OneOrNamed(&OUTPUT);
        "properties": ByName(&OUTPUT);
    }
    AUTHENTICATION "an authentication" {
        "type" Required: Scalar, ["basic" "apikey" "bearer" "digest" "oauth2"];
        "key": Scalar;
        "value": Scalar;
        "placement": Scalar, ["header" "query"];
        "token": Scalar;
        "username": Scalar;
        "password": Scalar;
        "authorizationServerUri": Scalar;
        "resource": Scalar;
        "scopes": Scalars;
        "audience": Scalar;
        "tokenEndpoint": Scalar;
        "tokenValidation": Scalar;
    }
    REST "a REST adapter" {
        "type" Required: Scalar, ["rest" "api"];
        "namespace" Required: Scalar;
        "description" Beyond: Scalar;
        "address": Scalar;
        "port" Required: Scalar;
        "authentication": Object(&AUTHENTICATION);
        "maxBinarySize" Later: Scalar;
        "resources": Named(&EXPOSED_RESOURCE);
    }
    EXPOSED_RESOURCE "an exposed resource" {
        "path" Required: Scalar;
        "name": Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "tags" Later: Scalars;
        "description": Scalar;
        "inputParameters": Named(&EXPOSED_INPUT);
        "operations": Named(&EXPOSED_OPERATION);
        "forward": Object(&FORWARD);
    }
    FORWARD "a forward" {
        "targetNamespace" Required: Scalar;
        "trustedHeaders": Scalars;
    }
    EXPOSED_OPERATION "an exposed operation" {
        "method" Required: Scalar, ["GET" "POST" "PUT" "PATCH" "DELETE" "HEAD" "OPTIONS"];
        "name": Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "tags" Later: Scalars;
        "description": Scalar;
        "inputParameters": Named(&EXPOSED_INPUT);
        "ref": Scalar;
        "call": Scalar;
        "with": ScalarsByName;
        "steps": Named(&STEP);
        "mappings": List(&[&MAPPING]);
        "outputParameters": Named(&OUTPUT);
        "responses" Later: Any;
        "responseBinary" Later: Any;
    }
    EXPOSED_INPUT "an input" {
        "name" Required: Scalar;
        "in" Required: Scalar, ["query" "header" "path" "cookie" "body"];
        "type" Required: Scalar;
        "description": Scalar;
        "pattern": Scalar;
        "value": Scalar;
        "required" Beyond: Scalar, ["true" "false"];
    }
    MCP "an MCP adapter" {
        "type" Required: Scalar, ["mcp"];
        "namespace" Required: Scalar;
        "description": Scalar;
        "transport": Scalar, ["http" "stdio"];
        "address": Scalar;
        "port": Scalar;
        "authentication": Object(&AUTHENTICATION);
        "maxBinarySize" Later: Scalar;
        "ttlMs" Later: Scalar;
        "cacheScope" Later: Scalar;
        "tools": Named(&TOOL);
        "resources": Named(&MCP_RESOURCE);
        "prompts": Named(&PROMPT);
    }
    TOOL "a tool" {
        "name" Required: Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "tags" Later: Scalars;
        "description": Scalar;
        "hints": Object(&HINTS);
        "inputParameters": Named(&TOOL_INPUT);
        "ref": Scalar;
        "call": Scalar;
        "with": ScalarsByName;
        "steps": Named(&STEP);
        "mappings": List(&[&MAPPING]);
        "outputParameters": Named(&OUTPUT);
    }
    HINTS "the hints" {
        "readOnly": Scalar, ["true" "false"];
        "destructive": Scalar, ["true" "false"];
        "idempotent": Scalar, ["true" "false"];
        "openWorld": Scalar, ["true" "false"];
    }
    TOOL_INPUT "an input" {
        "name" Required: Scalar;
        "type" Required: Scalar;
        "description": Scalar;
        "required": Scalar, ["true" "false"];
        "pattern" Beyond: Scalar;
    }
    STEP "a step" {
        "type" Required: Scalar, ["call" "lookup" "script"];
        "name" Required: Scalar;
        "call": Scalar;
        "with": ScalarsByName;
        "index": Scalar;
        "match": Scalar;
        "lookupValue": Scalar;
        "outputParameters": Scalars;
        "language": Scalar;
        "location": Scalar;
        "file": Scalar;
        "dependencies": Scalars;
    }
    MAPPING "a mapping" {
        "targetName" Earlier: Scalar;
        "target" Later: Scalar;
        "value" Required: Scalar;
    }
    AGGREGATE "an aggregate" {
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "namespace" Required: Scalar;
        "functions" Earlier: Named(&FUNCTION);
        "flows" Later: Named(&FUNCTION);
    }
    FUNCTION "a function" {
        "name" Required: Scalar;
        "description": Scalar;
        "tags" Later: Scalars;
        "semantics": Object(&SEMANTICS);
        "outputMediaType" Later: Scalar;
        "inputParameters": Named(&TOOL_INPUT);
        "call": Scalar;
        "with": ScalarsByName;
        "steps": Named(&STEP);
        "mappings": List(&[&MAPPING]);
        "outputParameters": Named(&OUTPUT);
    }
    SEMANTICS "the semantics" {
        "safe": Scalar, ["true" "false"];
        "idempotent": Scalar, ["true" "false"];
        "cacheable": Scalar, ["true" "false"];
    }
    MCP_RESOURCE "an MCP resource" {
        "name" Required: Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "uri" Required: Scalar;
        "description": Scalar;
        "mimeType": Scalar;
        "binary" Later: Scalar;
        "call": Scalar;
        "with": ScalarsByName;
        "steps": Named(&STEP);
        "mappings": List(&[&MAPPING]);
        "outputParameters": Named(&OUTPUT);
        "location": Scalar;
    }
    PROMPT "a prompt" {
        "name" Required: Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "description": Scalar;
        "arguments": Named(&PROMPT_ARGUMENT);
        "template": List(&[&MESSAGE]);
        "location": Scalar;
    }
    PROMPT_ARGUMENT "an argument" {
        "name" Required: Scalar;
        "label" Earlier: Scalar;
        "display" Later: Scalar;
        "description": Scalar;
        "required": Scalar, ["true" "false"];
    }
    MESSAGE "a message" {
        "role" Required: Scalar, ["user" "assistant"];
        "content" Required: Scalar;
    }
    SKILL "a skill adapter" {
        "type" Required: Scalar, ["skill"];
        "namespace" Required: Scalar;
        "description": Scalar;
        "address": Scalar;
        "port": Scalar;
        "authentication": Object(&AUTHENTICATION);
        "skills": Named(&EXPOSED_SKILL);
    }
    EXPOSED_SKILL "a skill" {
        "name" Required: Scalar;
        "description": Scalar;
        "license": Scalar;
        "compatibility": Scalar;
        "metadata": ScalarsByName;
        "allowed-tools": Scalar;
        "argument-hint": Scalar;
        "user-invocable": Scalar;
        "disable-model-invocation": Scalar;
        "location": Scalar;
        "tools": Named(&SKILL_TOOL);
    }
    SKILL_TOOL "a tool of a skill" {
        "name" Required: Scalar;
        "description": Scalar;
        "instruction": Scalar;
        "from": Object(&SKILL_SOURCE);
    }
    SKILL_SOURCE "the source of a tool" {
        "sourceNamespace" Required: Scalar;
        "action" Required: Scalar;
    }
    CONTROL "a control adapter" {
        "type" Required: Scalar, ["control"];
        "namespace" Beyond: Scalar;
        "description" Beyond: Scalar;
        "address": Scalar;
        "port": Scalar;
        "authentication": Object(&AUTHENTICATION);
        "management": Object(&MANAGEMENT);
        "observability": Object(&OBSERVABILITY);
    }
    MANAGEMENT "the management" {
        "health": Scalar;
        "info": Scalar;
        "reload": Scalar;
        "validate": Scalar;
        "logs": ScalarsByName;
        "scripting": Object(&SCRIPTING);
    }
    SCRIPTING "the scripting" {
        "enabled": Scalar;
        "defaultLocation": Scalar;
        "defaultLanguage": Scalar;
        "timeout": Scalar;
        "statementLimit": Scalar;
        "allowedLanguages": Scalars;
    }
    OBSERVABILITY "the observability" {
        "enabled": Scalar;
        "metrics": Object(&OBSERVED);
        "traces": Object(&OBSERVED);
        "exporters": Object(&EXPORTERS);
    }
    OBSERVED "what is observed" {
        "sampling": Scalar;
        "propagation": Scalar;
        "local": ScalarsByName;
    }
    EXPORTERS "the exporters" {
        "otlp": ScalarsByName;
    }
}
