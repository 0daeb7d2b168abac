package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRoutesTest {
  private final ApiRoutes routes = new ApiRoutes();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/vouchers",
        "/v1/vouchers/import",
        "/v1/vouchers/importCSV",
        "/v1/vouchers/publish",
        "/v1/vouchers/bulk/async",
        "/v1/vouchers/metadata/async",
        "/v1/customers",
        "/v1/customers/importCSV",
        "/v1/customers/bulk/async",
        "/v1/customers/metadata/async",
        "/v1/orders",
        "/v1/validations",
        "/v1/redemptions",
        "/v1/publications",
        "/v1/publications/create",
        "/v1/campaigns",
        "/v1/oauth/token",
        "/v1/oauth/token/revoke",
        "/v1/oauth/introspect",
        "/client/v1/validate",
        "/client/v1/redeem",
        "/client/v1/publish",
        "/client/v1/validations",
        "/client/v1/redemptions"
      })
  void aRouteWithoutNamesIsItsOwnTemplate(String path) {
    assertThat(routes.templateOf(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/vouchers/A%2FB, /v1/vouchers/{code}",
    "/v1/vouchers/A/enable, /v1/vouchers/{code}/enable",
    "/v1/vouchers/A/disable, /v1/vouchers/{code}/disable",
    "/v1/vouchers/A/balance, /v1/vouchers/{code}/balance",
    "/v1/vouchers/A/redemption, /v1/vouchers/{code}/redemption",
    "/v1/vouchers/metadata/validate, /v1/vouchers/{code}/validate",
    "/v1/vouchers/A/transactions, /v1/vouchers/{code}/transactions",
    "/v1/vouchers/A/sessions/ssn_1, /v1/vouchers/{code}/sessions/{key}",
    "/v1/customers/k-1, /v1/customers/{id}",
    "/v1/customers/k-1/permanent-deletion, /v1/customers/{id}/permanent-deletion",
    "/v1/customers/k-1/activity, /v1/customers/{id}/activity",
    "/v1/customers/k-1/redeemables, /v1/customers/{id}/redeemables",
    "/v1/orders/o-1, /v1/orders/{id}",
    "/v1/redemptions/r_1, /v1/redemptions/{id}",
    "/v1/redemptions/r_1/rollback, /v1/redemptions/{id}/rollback",
    "/v1/redemptions/r_1/rollbacks, /v1/redemptions/{id}/rollbacks",
    "/v1/campaigns/Maj%C3%B3wka, /v1/campaigns/{name}",
    "/v1/campaigns/M/enable, /v1/campaigns/{name}/enable",
    "/v1/campaigns/M/disable, /v1/campaigns/{name}/disable",
    "/v1/campaigns/M/vouchers, /v1/campaigns/{name}/vouchers",
    "/v1/campaigns/M/vouchers/C, /v1/campaigns/{name}/vouchers/{code}",
    "/v1/campaigns/M/import, /v1/campaigns/{name}/import",
    "/v1/async-actions/aa_1, /v1/async-actions/{id}"
  })
  void namesInAPathDoNotMakeNewTemplates(String path, String template) {
    assertThat(routes.templateOf(path)).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/vouchers/A/validate",
        "/v1/vouchers/A/validate/",
        "/v1/vouchers/A/validate//",
        "/v1/vouchers/A/validate?x=/v1/orders",
        "/v1/vouchers/A%2FB/validate",
        "/v1/vouchers/A/%76alidate",
        "/v1/vouchers/A/%56ALIDATE",
        "/%761/vouchers/A/validate",
        "/v1%2Fvouchers%2fA%2Fvalidate",
        "/v1//vouchers///A/validate",
        "//v1/vouchers/A/validate",
        "/v1/./vouchers/A/./validate",
        "/v1/x/../vouchers/A/validate",
        "/v1/%2e%2E/v1/vouchers/A/validate",
        "/../../v1/vouchers/A/validate",
        "/v1;a=1/vouchers/A/validate;b=2",
        "/v1\\vouchers\\A\\validate",
        "/V1/Vouchers/A/VALIDATE",
        "/v1/vouchers/%ff%00/VALIDATE",
        "/v1/vouchers/%/Validate",
        "http://api.example/v1/vouchers/A/validate",
        "HTTP://user@api.example:80//V1/vouchers/A/validate/"
      })
  void aRouteIsRecognisedHoweverItIsSpelt(String target) {
    assertThat(routes.templateOf(target)).isEqualTo(ApiRoutes.VALIDATE);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/vouchers/Import, /v1/vouchers/{code}",
    "/v1/vouchers/A%252Fvalidate, /v1/vouchers/{code}",
    "/v1/vouchers/A%2Fvalidate, /v1/vouchers/{code}",
    "/v1/vouchers/IMPORTcsv/, /v1/vouchers/{code}",
    "/V1/vouchers/IMPORTcsv, /v1/vouchers/importCSV"
  })
  void aTargetThatFitsAsItStandsIsNotTakenForAnotherRoute(String path, String template) {
    assertThat(routes.templateOf(path)).isEqualTo(template);
  }

  @Test
  void everythingElseIsOneTemplate() {
    for (String path :
        new String[] {"/", "*", "", "/v1", "/v2/vouchers", "/client/v1", "/v1//x/y"}) {
      assertThat(routes.templateOf(path)).isEqualTo(ApiRoutes.OTHER);
    }
  }
}
