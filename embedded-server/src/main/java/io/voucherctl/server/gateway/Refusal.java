package io.voucherctl.server.gateway;

/** Why a request was answered without asking any quota. */
enum Refusal {
  /** No key pair, or not a tenant's. */
  CREDENTIALS,
  /** Not HTTP as the proxy takes it. */
  MALFORMED,
  /** Its head did not come in time. */
  SLOW,
  BODY_TOO_LARGE,
  TARGET_TOO_LONG,
  HEADERS_TOO_LARGE,
  /** Another version, method or protocol than is spoken here. */
  NOT_SPOKEN,
  /** The limiter of the fleet is away, and nobody is let in without it. */
  LIMITER,
  /** The gateway's own mistake. */
  INTERNAL;

  /** The reason behind a refusal of the proxy's own. */
  static Refusal of(int status) {
    return switch (status) {
      case 408 -> SLOW;
      case 413 -> BODY_TOO_LARGE;
      case 414 -> TARGET_TOO_LONG;
      case 431 -> HEADERS_TOO_LARGE;
      case 417, 501, 505 -> NOT_SPOKEN;
      default -> status < 500 ? MALFORMED : INTERNAL;
    };
  }
}
