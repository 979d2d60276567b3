//! The operations on people, of a server whose answers each test decides.

use itsyouonline_server::Users;
use itsyouonline_server::operations::users;

use crate::support::{Registrar, exchange};

impl Users for Registrar {
    exchange! { users:
        create_user(CreateUserRequest) -> CreateUserResponse;
        get_users_avatar_img(GetUsersAvatarImgRequest) -> GetUsersAvatarImgResponse;
        get_user(GetUserRequest) -> GetUserResponse;
        update_user_name(UpdateUserNameRequest) -> UpdateUserNameResponse;
        update_user_password(UpdateUserPasswordRequest) -> UpdateUserPasswordResponse;
        list_user_emailaddresses(ListUserEmailaddressesRequest) -> ListUserEmailaddressesResponse;
        create_user_emailaddress(CreateUserEmailaddressRequest) -> CreateUserEmailaddressResponse;
        update_user_emailaddress(UpdateUserEmailaddressRequest) -> UpdateUserEmailaddressResponse;
        delete_user_emailaddress(DeleteUserEmailaddressRequest) -> DeleteUserEmailaddressResponse;
        validate_user_emailaddress(ValidateUserEmailaddressRequest) -> ValidateUserEmailaddressResponse;
        create_user_apikey(CreateUserApikeyRequest) -> CreateUserApikeyResponse;
        list_user_apikeys(ListUserApikeysRequest) -> ListUserApikeysResponse;
        update_user_apikey(UpdateUserApikeyRequest) -> UpdateUserApikeyResponse;
        get_user_apikey(GetUserApikeyRequest) -> GetUserApikeyResponse;
        delete_user_apikey(DeleteUserApikeyRequest) -> DeleteUserApikeyResponse;
        get_user_avatar(GetUserAvatarRequest) -> GetUserAvatarResponse;
        create_user_avatar(CreateUserAvatarRequest) -> CreateUserAvatarResponse;
        create_user_avatar_img(CreateUserAvatarImgRequest) -> CreateUserAvatarImgResponse;
        update_user_avatar(UpdateUserAvatarRequest) -> UpdateUserAvatarResponse;
        delete_user_avatar(DeleteUserAvatarRequest) -> DeleteUserAvatarResponse;
        update_user_avatar_to_newlabel(UpdateUserAvatarToNewlabelRequest) -> UpdateUserAvatarToNewlabelResponse;
        create_user_registry(CreateUserRegistryRequest) -> CreateUserRegistryResponse;
        list_user_registry(ListUserRegistryRequest) -> ListUserRegistryResponse;
        delete_user_registry(DeleteUserRegistryRequest) -> DeleteUserRegistryResponse;
        get_user_registry(GetUserRegistryRequest) -> GetUserRegistryResponse;
        delete_user_github(DeleteUserGithubRequest) -> DeleteUserGithubResponse;
        delete_user_facebook(DeleteUserFacebookRequest) -> DeleteUserFacebookResponse;
        list_user_twofamethods(ListUserTwofamethodsRequest) -> ListUserTwofamethodsResponse;
        get_user_totp(GetUserTotpRequest) -> GetUserTotpResponse;
        create_user_totp(CreateUserTotpRequest) -> CreateUserTotpResponse;
        delete_user_totp(DeleteUserTotpRequest) -> DeleteUserTotpResponse;
        get_user_info(GetUserInfoRequest) -> GetUserInfoResponse;
        list_user_addresses(ListUserAddressesRequest) -> ListUserAddressesResponse;
        create_user_address(CreateUserAddressRequest) -> CreateUserAddressResponse;
        get_user_address(GetUserAddressRequest) -> GetUserAddressResponse;
        update_user_address(UpdateUserAddressRequest) -> UpdateUserAddressResponse;
        delete_user_address(DeleteUserAddressRequest) -> DeleteUserAddressResponse;
        list_user_digitalwallet(ListUserDigitalwalletRequest) -> ListUserDigitalwalletResponse;
        create_user_digitalwallet(CreateUserDigitalwalletRequest) -> CreateUserDigitalwalletResponse;
        get_user_digitalwallet(GetUserDigitalwalletRequest) -> GetUserDigitalwalletResponse;
        update_user_digitalwallet(UpdateUserDigitalwalletRequest) -> UpdateUserDigitalwalletResponse;
        delete_user_digitalwallet(DeleteUserDigitalwalletRequest) -> DeleteUserDigitalwalletResponse;
        list_user_phonenumbers(ListUserPhonenumbersRequest) -> ListUserPhonenumbersResponse;
        create_user_phonenumber(CreateUserPhonenumberRequest) -> CreateUserPhonenumberResponse;
        get_user_phonenumber(GetUserPhonenumberRequest) -> GetUserPhonenumberResponse;
        update_user_phonenumber(UpdateUserPhonenumberRequest) -> UpdateUserPhonenumberResponse;
        delete_user_phonenumber(DeleteUserPhonenumberRequest) -> DeleteUserPhonenumberResponse;
        validate_user_phonenumber(ValidateUserPhonenumberRequest) -> ValidateUserPhonenumberResponse;
        update_user_phonenumber_validation(UpdateUserPhonenumberValidationRequest) -> UpdateUserPhonenumberValidationResponse;
        create_user_bank(CreateUserBankRequest) -> CreateUserBankResponse;
        list_user_banks(ListUserBanksRequest) -> ListUserBanksResponse;
        get_user_bank(GetUserBankRequest) -> GetUserBankResponse;
        update_user_bank(UpdateUserBankRequest) -> UpdateUserBankResponse;
        delete_user_bank(DeleteUserBankRequest) -> DeleteUserBankResponse;
        list_user_notifications(ListUserNotificationsRequest) -> ListUserNotificationsResponse;
        list_user_contracts(ListUserContractsRequest) -> ListUserContractsResponse;
        create_user_contract(CreateUserContractRequest) -> CreateUserContractResponse;
        list_user_authorizations(ListUserAuthorizationsRequest) -> ListUserAuthorizationsResponse;
        get_user_authorization(GetUserAuthorizationRequest) -> GetUserAuthorizationResponse;
        delete_user_authorization(DeleteUserAuthorizationRequest) -> DeleteUserAuthorizationResponse;
        update_user_authorization(UpdateUserAuthorizationRequest) -> UpdateUserAuthorizationResponse;
        list_user_organizations(ListUserOrganizationsRequest) -> ListUserOrganizationsResponse;
        leave_user_organization(LeaveUserOrganizationRequest) -> LeaveUserOrganizationResponse;
        create_user_organization_role(CreateUserOrganizationRoleRequest) -> CreateUserOrganizationRoleResponse;
        delete_user_organization_role(DeleteUserOrganizationRoleRequest) -> DeleteUserOrganizationRoleResponse;
        list_user_publickeys(ListUserPublickeysRequest) -> ListUserPublickeysResponse;
        create_user_publickey(CreateUserPublickeyRequest) -> CreateUserPublickeyResponse;
        get_user_publickey(GetUserPublickeyRequest) -> GetUserPublickeyResponse;
        update_user_publickey(UpdateUserPublickeyRequest) -> UpdateUserPublickeyResponse;
        delete_user_publickey(DeleteUserPublickeyRequest) -> DeleteUserPublickeyResponse;
        list_user_keystore(ListUserKeystoreRequest) -> ListUserKeystoreResponse;
        create_user_keystore(CreateUserKeystoreRequest) -> CreateUserKeystoreResponse;
        get_user_keystore(GetUserKeystoreRequest) -> GetUserKeystoreResponse;
        list_user_see(ListUserSeeRequest) -> ListUserSeeResponse;
        create_user_see(CreateUserSeeRequest) -> CreateUserSeeResponse;
        get_user_see(GetUserSeeRequest) -> GetUserSeeResponse;
        update_user_see(UpdateUserSeeRequest) -> UpdateUserSeeResponse;
        sign_user_see(SignUserSeeRequest) -> SignUserSeeResponse;
    }
}
