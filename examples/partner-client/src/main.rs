//! Lists the organizations of a partner, from a server that runs in the same process and answers with examples.

include!(concat!(env!("OUT_DIR"), "/scaleway-partner.rs"));

use scaleway_partner_client::Client;
use scaleway_partner_client::types::OrganizationStatus;
use scaleway_partner_server::mock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(specwright_runtime::server::serve(
        listener,
        mock::router(),
        std::future::pending(),
    ));

    let client = Client::builder()
        .base_url(&format!("http://{address}"))
        .auth_token("a secret key")
        .build()?;
    let page = client
        .list_organizations()
        .status(OrganizationStatus::Opened)
        .page_size(50)
        .send()
        .await?;

    let organizations = page.into_body().organizations;
    println!("organizations: {}", organizations.len());
    for organization in organizations {
        let id = organization.id.unwrap_or_default();
        let name = organization.name.unwrap_or_default();
        println!("{id}: {name}");
    }
    Ok(())
}
