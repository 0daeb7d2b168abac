package io.voucherctl.server.gateway;

import io.voucherctl.server.http.LooseRoutes;

/**
 * The templates by which requests are counted. Matched however the path is spelt, whatever the
 * method; what fits none is {@link #OTHER}, so that the labels stay bounded and no path is left
 * out.
 */
final class ApiRoutes {
  static final String OTHER = "other";
  static final String VALIDATE = "/v1/vouchers/{code}/validate";

  private static final String[] TEMPLATES = {
    VALIDATE,
    "/v1/vouchers",
    "/v1/vouchers/import",
    "/v1/vouchers/importCSV",
    "/v1/vouchers/publish",
    "/v1/vouchers/bulk/async",
    "/v1/vouchers/metadata/async",
    "/v1/vouchers/{code}",
    "/v1/vouchers/{code}/enable",
    "/v1/vouchers/{code}/disable",
    "/v1/vouchers/{code}/balance",
    "/v1/vouchers/{code}/redemption",
    "/v1/vouchers/{code}/transactions",
    "/v1/vouchers/{code}/sessions/{key}",
    "/v1/validations",
    "/v1/redemptions",
    "/v1/redemptions/{id}",
    "/v1/redemptions/{id}/rollback",
    "/v1/redemptions/{id}/rollbacks",
    "/v1/publications",
    "/v1/publications/create",
    "/v1/customers",
    "/v1/customers/importCSV",
    "/v1/customers/bulk/async",
    "/v1/customers/metadata/async",
    "/v1/customers/{id}",
    "/v1/customers/{id}/activity",
    "/v1/customers/{id}/redeemables",
    "/v1/customers/{id}/permanent-deletion",
    "/v1/orders",
    "/v1/orders/{id}",
    "/v1/campaigns",
    "/v1/campaigns/{name}",
    "/v1/campaigns/{name}/enable",
    "/v1/campaigns/{name}/disable",
    "/v1/campaigns/{name}/vouchers",
    "/v1/campaigns/{name}/vouchers/{code}",
    "/v1/campaigns/{name}/import",
    "/v1/async-actions/{id}",
    "/v1/oauth/token",
    "/v1/oauth/token/revoke",
    "/v1/oauth/introspect",
    "/client/v1/validate",
    "/client/v1/redeem",
    "/client/v1/publish",
    "/client/v1/validations",
    "/client/v1/redemptions",
  };

  private final LooseRoutes<String> routes;

  ApiRoutes() {
    LooseRoutes.Builder<String> builder = LooseRoutes.builder();
    for (String template : TEMPLATES) {
      builder.add(LooseRoutes.ANY_METHOD, template, template);
    }
    routes = builder.build();
  }

  String templateOf(String rawTarget) {
    String template = routes.match(LooseRoutes.ANY_METHOD, rawTarget);
    return template == null ? OTHER : template;
  }
}
