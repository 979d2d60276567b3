use specwright_build::Operations;

fn main() -> Result<(), specwright_build::Error> {
    specwright_build::configure()
        .server()
        // This server answers two of the API's operations.
        .include(Operations::Name("list_organizations"))
        .include(Operations::Name("get_organization"))
        .compile("../../specs/scaleway-partner.openapi.yaml")
}
