package io.voucherctl.commands.load.http;

/** Which HTTP the load speaks. */
public enum HttpVersion {
  HTTP_1_1("1.1"),
  HTTP_2("2");

  private final String word;

  HttpVersion(String word) {
    this.word = word;
  }

  /** Reads {@code 1.1} or {@code 2}; anything else is an IllegalArgumentException. */
  public static HttpVersion parse(String text) {
    for (HttpVersion version : values()) {
      if (version.word.equals(text.strip())) {
        return version;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a version of HTTP that load speaks; write 1.1 or 2");
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return word;
  }
}
