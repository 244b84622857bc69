package dev.patchbay.spi.definition;

import dev.patchbay.http.ApiClient;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import java.net.URI;

/** Asks a provider whose account a credential is. Implemented by the engine only. */
public interface IdentifyRequest {

  /** {@return the provider's definition, as the registry uses it} */
  IntegrationDefinition definition();

  /** {@return how the credential was come by} */
  CredentialKind credentialKind();

  /** {@return the scopes granted; none if they are not known} */
  Scopes grantedScopes();

  /** {@return a client that puts the credential in} */
  ApiClient api();

  /**
   * Makes a URL of the service's API.
   *
   * @param path the path below the API's base URL, with a slash in front
   * @return the URL
   */
  URI apiUrl(String path);

  /**
   * Makes the definition's identity call.
   *
   * @return the body of its answer
   * @throws dev.patchbay.error.TemporaryFailureException if the service cannot answer now
   * @throws dev.patchbay.error.InvalidRequestException if the service refuses the credential
   */
  JsonView callIdentity();

  /**
   * Asks the API something else by {@code GET}, and judges the answer like that of the identity
   * call.
   *
   * @param path the path below the API's base URL, with a slash in front
   * @return the body of its answer, an object or an array
   * @throws dev.patchbay.error.TemporaryFailureException if the service cannot answer now, or
   *     answers something else
   * @throws dev.patchbay.error.InvalidRequestException if the service refuses the credential, with
   *     the HTTP status of its answer
   */
  JsonView callApi(String path);

  /**
   * Reads an account where the definition says that it stands.
   *
   * @param body the answer of the identity call
   * @return the account
   * @throws dev.patchbay.error.ProviderFaultException if no account id stands there
   */
  Account readAccount(JsonView body);
}
