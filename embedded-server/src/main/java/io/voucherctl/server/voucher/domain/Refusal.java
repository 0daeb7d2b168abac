package io.voucherctl.server.voucher.domain;

/** Why a call is refused: the voucher API's table of errors. */
public enum Refusal {
  INVALID_PAYLOAD(400, "Invalid payload"),
  INVALID_QUERY_PARAMS(400, "Invalid query params"),
  INVALID_VOUCHER(400, "Invalid Voucher"),
  INVALID_CODE_CONFIG(400, "Invalid code config"),
  PAGE_OVER_LIMIT(400, "Page over limit"),
  INVALID_CAMPAIGN(400, "Invalid Campaign"),
  INVALID_CAMPAIGN_PARAMS(400, "Invalid campaign params"),
  INVALID_ADD_BALANCE_PARAMS(400, "Invalid add balance params"),
  INVALID_GIFT(400, "Invalid gift"),
  INVALID_AMOUNT(400, "Invalid amount"),
  MISSING_AMOUNT(400, "Missing amount"),
  VOUCHER_DISABLED(400, "voucher is disabled"),
  VOUCHER_NOT_ACTIVE(400, "voucher not active yet"),
  VOUCHER_EXPIRED(400, "voucher expired"),
  VOUCHER_NOT_ACTIVE_NOW(400, "voucher not active now"),
  QUANTITY_EXCEEDED(400, "quantity exceeded"),
  GIFT_AMOUNT_EXCEEDED(400, "gift amount exceeded"),
  MULTIPLE_REQUESTS(400, "Multiple requests"),
  INVALID_CUSTOMER(400, "Invalid customer"),
  INVALID_ORDER(400, "Invalid order"),
  ALREADY_ROLLED_BACK(400, "Already rolled back"),
  INVALID_REDEMPTION(400, "Invalid redemption"),
  INVALID_REDEMPTION_PARENT(400, "Invalid redemption parent"),
  DUPLICATED_REDEEMABLES(400, "Duplicated redeemables detected"),
  INVALID_REDEEMABLES(400, "Invalid redeemables"),
  PRECEDING_VALIDATION_FAILED(400, "preceding validation failed"),
  APPLICABLE_REDEEMABLES_LIMIT_EXCEEDED(400, "applicable redeemables limit exceeded"),
  APPLICABLE_REDEEMABLES_PER_CATEGORY_LIMIT_EXCEEDED(
      400, "applicable redeemables per category limit exceeded"),
  MISSING_VOUCHERS(400, "Missing vouchers"),
  VOUCHER_ALREADY_PUBLISHED(400, "Voucher already published"),
  NO_VOUCHER_SUITABLE_FOR_PUBLICATION(400, "No voucher suitable for publication"),
  TOO_MANY_VOUCHERS_REQUESTED(400, "Too many vouchers requested"),
  DUPLICATE_SOURCE_ID(400, "Duplicate source_id"),
  UNAUTHORIZED(401, "Unauthorized"),
  NOT_FOUND(404, "Resource not found"),
  METHOD_NOT_ALLOWED(405, "HTTP Method Not Allowed"),
  DUPLICATE_FOUND(409, "Duplicated resource found"),
  PAYLOAD_TOO_LARGE(413, "Payload too large"),
  IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
  INTERNAL_SERVER_ERROR(500, "Internal server error"),
  SERVICE_UNAVAILABLE(503, "Service unavailable");

  private final int status;
  private final String key;
  private final String message;

  Refusal(int status, String message) {
    this.status = status;
    this.key = name().toLowerCase(java.util.Locale.ROOT);
    this.message = message;
  }

  public int status() {
    return status;
  }

  public String key() {
    return key;
  }

  public String message() {
    return message;
  }

  /** Refuses with words about this case, and no resource. */
  public Refused because(String details) {
    return new Refused(this, details, null, null);
  }

  /** The 404 of one resource. */
  public static Refused notFound(String resourceType, String id) {
    return new Refused(
        NOT_FOUND, "Cannot find " + resourceType + " with id " + id, id, resourceType);
  }
}
