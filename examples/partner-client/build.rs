fn main() -> Result<(), specwright_build::Error> {
    // Like any file of the crate, the description can lie beside this one.
    specwright_build::configure()
        .client()
        .compile("../../specs/scaleway-partner.openapi.yaml")
}
