package io.voucherctl.server.gateway;

/** What kind of answer an admitted request got. */
enum StatusClass {
  SUCCESS("2xx"),
  REDIRECTION("3xx"),
  CLIENT_ERROR("4xx"),
  SERVER_ERROR("5xx"),
  OTHER("other");

  private final String text;

  StatusClass(String text) {
    this.text = text;
  }

  static StatusClass of(int status) {
    return switch (status / 100) {
      case 2 -> SUCCESS;
      case 3 -> REDIRECTION;
      case 4 -> CLIENT_ERROR;
      case 5 -> SERVER_ERROR;
      default -> OTHER;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
