package io.voucherctl.server.voucher.domain;

/** Why a call is refused: the contract's table of errors, section 4. */
public enum Refusal {
  INVALID_PAYLOAD(400, "Invalid payload"),
  INVALID_QUERY_PARAMS(400, "Invalid query params"),
  INVALID_VOUCHER(400, "Invalid Voucher"),
  INVALID_CODE_CONFIG(400, "Invalid code config"),
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
  MISSING_VOUCHERS(400, "Missing vouchers"),
  VOUCHER_ALREADY_PUBLISHED(400, "Voucher already published"),
  DUPLICATE_SOURCE_ID(400, "Duplicate source_id"),
  UNAUTHORIZED(401, "Unauthorized"),
  NOT_FOUND(404, "Resource not found"),
  METHOD_NOT_ALLOWED(405, "HTTP Method Not Allowed"),
  DUPLICATE_FOUND(409, "Duplicated resource found"),
  PAYLOAD_TOO_LARGE(413, "Payload too large"),
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
