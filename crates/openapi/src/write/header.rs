//! Header fields: the Header Object (OpenAPI 3.1.1, section 4.8.21).

use serde_json::json;
use specwright_model::Header;

use super::Writer;
use super::members::Members;

impl Writer<'_> {
    /// The header fields of a response or a part. Its media type is described elsewhere (section 4.8.17).
    pub(super) fn headers(&mut self, headers: &[Header]) -> Members {
        let mut members = Members::default();
        for header in headers {
            if header.name.eq_ignore_ascii_case("content-type") {
                self.leave_out(
                    header.origin,
                    "content-type",
                    "the header `Content-Type`, which media types describe,",
                );
            } else {
                members.put(&header.name, self.header(header));
            }
        }
        members
    }

    fn header(&mut self, header: &Header) -> Members {
        let mut members = Members::default();
        members.text("description", header.description.as_ref());
        members.flag("required", header.required);
        members.flag("deprecated", header.deprecated);
        let schema = header.schema.map_or_else(|| json!({}), |schema| self.schema(schema));
        if let Some(media_type) = &header.media_type {
            members.put(
                "content",
                self.content_of_one(media_type, header.schema.map(|_| schema), &header.examples),
            );
        } else {
            members.flag("explode", header.explode);
            members.put("schema", schema);
            self.examples(&header.examples, &mut members);
        }
        members
    }
}
