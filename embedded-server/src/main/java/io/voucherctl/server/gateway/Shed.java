package io.voucherctl.server.gateway;

/** Why a request is turned away so that the gateway stays alive. */
enum Shed {
  /** As many requests are under way as the gateway has room for. */
  FULL(1, "The gateway has no room for another request"),
  /** The tenant holds as many of the places as others leave it. */
  SHARE(1, "Too many of your requests are under way for the room that is left"),
  /** The heap is filling up, and nobody sends more. */
  HEAVIEST(10, "The gateway is short of memory, and your requests are the most"),
  /** The heap is nearly full. */
  REFUSING(10, "The gateway is short of memory and takes hardly any requests");

  private final int retryAfterSeconds;
  private final String details;

  Shed(int retryAfterSeconds, String details) {
    this.retryAfterSeconds = retryAfterSeconds;
    this.details = details;
  }

  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  String details() {
    return details;
  }
}
