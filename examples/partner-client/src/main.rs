//! Lists the organizations of a partner: `partner-client-example URL KEY`.

specwright_runtime::include_api!("scaleway-partner");

use std::error::Error;

use scaleway_partner_client::Client;
use scaleway_partner_client::types::OrganizationStatus;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(key)) = (arguments.next(), arguments.next()) else {
        return Err("usage: partner-client-example URL KEY".into());
    };
    let client = Client::builder().base_url(&url).auth_token(key).build()?;
    let page = client
        .list_organizations()
        .status(OrganizationStatus::Locked)
        .page_size(50)
        .send()
        .await?;

    println!("locked: {} of {:?}", page.organizations.len(), page.total_count);
    for organization in &page.organizations {
        let [id, name] = [&organization.id, &organization.name].map(|text| text.as_deref().unwrap_or_default());
        println!("{id}: {name}");
    }
    Ok(())
}
