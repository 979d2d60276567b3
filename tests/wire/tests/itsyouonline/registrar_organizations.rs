//! The operations on organizations, of a server whose answers each test decides.

use itsyouonline_server::Organizations;
use itsyouonline_server::operations::organizations;

use crate::support::{Registrar, exchange};

impl Organizations for Registrar {
    exchange! { organizations:
        create_organization(CreateOrganizationRequest) -> CreateOrganizationResponse;
        get_organization(GetOrganizationRequest) -> GetOrganizationResponse;
        post_organization(PostOrganizationRequest) -> PostOrganizationResponse;
        delete_organization(DeleteOrganizationRequest) -> DeleteOrganizationResponse;
        create_organization_description(CreateOrganizationDescriptionRequest) -> CreateOrganizationDescriptionResponse;
        update_organization_description(UpdateOrganizationDescriptionRequest) -> UpdateOrganizationDescriptionResponse;
        get_organization_description(GetOrganizationDescriptionRequest) -> GetOrganizationDescriptionResponse;
        delete_organization_description(DeleteOrganizationDescriptionRequest) -> DeleteOrganizationDescriptionResponse;
        get_organization_description_withfallback(GetOrganizationDescriptionWithfallbackRequest) -> GetOrganizationDescriptionWithfallbackResponse;
        get_organization_logo(GetOrganizationLogoRequest) -> GetOrganizationLogoResponse;
        update_organization_logo(UpdateOrganizationLogoRequest) -> UpdateOrganizationLogoResponse;
        delete_organization_logo(DeleteOrganizationLogoRequest) -> DeleteOrganizationLogoResponse;
        get_organization_2fa_validity(GetOrganization2faValidityRequest) -> GetOrganization2faValidityResponse;
        update_organization_2fa_validity(UpdateOrganization2faValidityRequest) -> UpdateOrganization2faValidityResponse;
        create_organization_orgmember(CreateOrganizationOrgmemberRequest) -> CreateOrganizationOrgmemberResponse;
        update_organization_orgmembers(UpdateOrganizationOrgmembersRequest) -> UpdateOrganizationOrgmembersResponse;
        include_organization_orgmembers_suborgs(IncludeOrganizationOrgmembersSuborgsRequest) -> IncludeOrganizationOrgmembersSuborgsResponse;
        delete_organization_orgmembers_include_suborg(DeleteOrganizationOrgmembersIncludeSuborgRequest) -> DeleteOrganizationOrgmembersIncludeSuborgResponse;
        delete_organization_orgmember(DeleteOrganizationOrgmemberRequest) -> DeleteOrganizationOrgmemberResponse;
        list_organization_users(ListOrganizationUsersRequest) -> ListOrganizationUsersResponse;
        get_organization_users_ismember(GetOrganizationUsersIsmemberRequest) -> GetOrganizationUsersIsmemberResponse;
        create_organization_orgowner(CreateOrganizationOrgownerRequest) -> CreateOrganizationOrgownerResponse;
        delete_organization_orgowner(DeleteOrganizationOrgownerRequest) -> DeleteOrganizationOrgownerResponse;
        create_organization_organization_role(CreateOrganizationOrganizationRoleRequest) -> CreateOrganizationOrganizationRoleResponse;
        delete_organization_organization_role(DeleteOrganizationOrganizationRoleRequest) -> DeleteOrganizationOrganizationRoleResponse;
        update_organization_members(UpdateOrganizationMembersRequest) -> UpdateOrganizationMembersResponse;
        create_organization_member(CreateOrganizationMemberRequest) -> CreateOrganizationMemberResponse;
        delete_organization_member(DeleteOrganizationMemberRequest) -> DeleteOrganizationMemberResponse;
        create_organization_owner(CreateOrganizationOwnerRequest) -> CreateOrganizationOwnerResponse;
        delete_organization_owner(DeleteOrganizationOwnerRequest) -> DeleteOrganizationOwnerResponse;
        list_organization_contracts(ListOrganizationContractsRequest) -> ListOrganizationContractsResponse;
        create_organization_contract(CreateOrganizationContractRequest) -> CreateOrganizationContractResponse;
        list_organization_invitations(ListOrganizationInvitationsRequest) -> ListOrganizationInvitationsResponse;
        delete_organization_invitation(DeleteOrganizationInvitationRequest) -> DeleteOrganizationInvitationResponse;
        list_organization_apikeys(ListOrganizationApikeysRequest) -> ListOrganizationApikeysResponse;
        create_organization_apikey(CreateOrganizationApikeyRequest) -> CreateOrganizationApikeyResponse;
        get_organization_apikey(GetOrganizationApikeyRequest) -> GetOrganizationApikeyResponse;
        update_organization_apikey(UpdateOrganizationApikeyRequest) -> UpdateOrganizationApikeyResponse;
        delete_organization_apikey(DeleteOrganizationApikeyRequest) -> DeleteOrganizationApikeyResponse;
        create_organization_registry(CreateOrganizationRegistryRequest) -> CreateOrganizationRegistryResponse;
        list_organization_registry(ListOrganizationRegistryRequest) -> ListOrganizationRegistryResponse;
        delete_organization_registry(DeleteOrganizationRegistryRequest) -> DeleteOrganizationRegistryResponse;
        get_organization_registry(GetOrganizationRegistryRequest) -> GetOrganizationRegistryResponse;
        create_organization_dns(CreateOrganizationDnsRequest) -> CreateOrganizationDnsResponse;
        update_organization_dns(UpdateOrganizationDnsRequest) -> UpdateOrganizationDnsResponse;
        delete_organization_dns(DeleteOrganizationDnsRequest) -> DeleteOrganizationDnsResponse;
        list_organization_tree(ListOrganizationTreeRequest) -> ListOrganizationTreeResponse;
        create_organization_requiredscope(CreateOrganizationRequiredscopeRequest) -> CreateOrganizationRequiredscopeResponse;
        update_organization_requiredscope(UpdateOrganizationRequiredscopeRequest) -> UpdateOrganizationRequiredscopeResponse;
        delete_organization_requiredscope(DeleteOrganizationRequiredscopeRequest) -> DeleteOrganizationRequiredscopeResponse;
    }
}
