fn main() -> Result<(), specwright_build::Error> {
    specwright_build::configure().client().server().compile("../../specs/scaleway-partner.openapi.yaml")
}
