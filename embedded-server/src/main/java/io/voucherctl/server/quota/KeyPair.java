package io.voucherctl.server.quota;

/** An application id and the token that goes with it. */
public record KeyPair(String appId, String token) {
  public KeyPair {
    if (appId.isBlank() || token.isBlank()) {
      throw new IllegalArgumentException("a key pair needs an application id and a token");
    }
  }

  /** Without the token: a record's own would print it into any log. */
  @Override
  public String toString() {
    return "KeyPair[" + appId + "]";
  }
}
