//! The crate's own files, for a generator that vendors the crate beside what it generates.

macro_rules! sources {
    ($($path:literal,)+) => {
        /// Every file of this crate that building it needs: its path relative to the crate's
        /// folder, with `/`, and its text; sorted by path.
        pub const SOURCES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../", $path)))),+];
    };
}

sources! {
    "Cargo.toml",
    "src/base.rs",
    "src/chrono.rs",
    "src/client/address.rs",
    "src/client/arriving.rs",
    "src/client/boundary.rs",
    "src/client/builder.rs",
    "src/client/credential.rs",
    "src/client/error.rs",
    "src/client/exchange.rs",
    "src/client/hook.rs",
    "src/client/mod.rs",
    "src/client/multipart.rs",
    "src/client/operation.rs",
    "src/client/redirect.rs",
    "src/client/reply.rs",
    "src/client/request.rs",
    "src/client/response.rs",
    "src/client/retry.rs",
    "src/client/stream/error.rs",
    "src/client/stream/event_parser.rs",
    "src/client/stream/events.rs",
    "src/client/stream/item_splitter.rs",
    "src/client/stream/items.rs",
    "src/client/stream/mod.rs",
    "src/command_line.rs",
    "src/event.rs",
    "src/features.rs",
    "src/file.rs",
    "src/form_parts.rs",
    "src/framing.rs",
    "src/gateway.rs",
    "src/gateway/answer.rs",
    "src/gateway/bind.rs",
    "src/gateway/builder.rs",
    "src/gateway/call.rs",
    "src/gateway/check.rs",
    "src/gateway/definition.rs",
    "src/gateway/duplicates.rs",
    "src/gateway/engine.rs",
    "src/gateway/evaluate.rs",
    "src/gateway/fault.rs",
    "src/gateway/forward.rs",
    "src/gateway/guard.rs",
    "src/gateway/guard/key.rs",
    "src/gateway/guard/sharing.rs",
    "src/gateway/inputs.rs",
    "src/gateway/limits.rs",
    "src/gateway/lookup.rs",
    "src/gateway/loosen.rs",
    "src/gateway/mcp.rs",
    "src/gateway/mcp/collect.rs",
    "src/gateway/mcp/http.rs",
    "src/gateway/mcp/result.rs",
    "src/gateway/mcp/stdio.rs",
    "src/gateway/mcp/toolset.rs",
    "src/gateway/plan.rs",
    "src/gateway/program.rs",
    "src/gateway/program/arguments.rs",
    "src/gateway/program/arguments/tests.rs",
    "src/gateway/program/serving.rs",
    "src/gateway/redact.rs",
    "src/gateway/request.rs",
    "src/gateway/rest.rs",
    "src/gateway/rest/forwarding.rs",
    "src/gateway/rest/pass_on.rs",
    "src/gateway/route.rs",
    "src/gateway/schema.rs",
    "src/gateway/schema/recursion.rs",
    "src/gateway/schema/tests.rs",
    "src/gateway/schema/texts.rs",
    "src/gateway/tool.rs",
    "src/json/debug.rs",
    "src/json/decode.rs",
    "src/json/failure.rs",
    "src/json/mod.rs",
    "src/json/object.rs",
    "src/json/serde.rs",
    "src/json/tests.rs",
    "src/json/union.rs",
    "src/json/values.rs",
    "src/json/write.rs",
    "src/lib.rs",
    "src/media_type.rs",
    "src/parameter/form.rs",
    "src/parameter/mod.rs",
    "src/parameter/read.rs",
    "src/parameter/tests.rs",
    "src/parameter/text.rs",
    "src/parameter/write.rs",
    "src/problem.rs",
    "src/secret.rs",
    "src/server/authorizer.rs",
    "src/server/challenge.rs",
    "src/server/context.rs",
    "src/server/credential.rs",
    "src/server/dispatch.rs",
    "src/server/identity.rs",
    "src/server/incoming/body.rs",
    "src/server/incoming/mod.rs",
    "src/server/incoming/multipart.rs",
    "src/server/incoming/parameters.rs",
    "src/server/incoming/untyped.rs",
    "src/server/mock.rs",
    "src/server/mock/comparison.rs",
    "src/server/mock/examples.rs",
    "src/server/mock/memory.rs",
    "src/server/mock/secret.rs",
    "src/server/mock/tests.rs",
    "src/server/mock/transactions.rs",
    "src/server/mod.rs",
    "src/server/multipart.rs",
    "src/server/multipart/tests.rs",
    "src/server/operation.rs",
    "src/server/path_template.rs",
    "src/server/path_template/tests.rs",
    "src/server/program.rs",
    "src/server/program/arguments.rs",
    "src/server/refusal.rs",
    "src/server/reply.rs",
    "src/server/routes.rs",
    "src/server/security.rs",
    "src/server/serve.rs",
    "src/server/serve/timed.rs",
    "src/server/stream/body.rs",
    "src/server/stream/event_text.rs",
    "src/server/stream/mod.rs",
    "src/sources.rs",
    "src/time.rs",
    "src/validate.rs",
    "src/validate/format.rs",
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::SOURCES;

    #[test]
    fn lists_every_file_of_the_crate() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut expected = vec!["Cargo.toml".to_owned()];
        collect(root, "src", &mut expected);
        expected.sort_unstable();
        let listed: Vec<&str> = SOURCES.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, expected, "list these paths in src/sources.rs");
        for (path, text) in SOURCES {
            assert_eq!(*text, std::fs::read_to_string(root.join(path)).unwrap(), "{path}");
        }
    }

    fn collect(root: &Path, folder: &str, files: &mut Vec<String>) {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                collect(root, &path, files);
            } else {
                files.push(path);
            }
        }
    }
}
