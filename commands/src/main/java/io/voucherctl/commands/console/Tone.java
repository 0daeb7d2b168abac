package io.voucherctl.commands.console;

/** What a piece of text means; colour is chosen from it, and never carries meaning alone. */
public enum Tone {
  PLAIN(""),
  GOOD("\u001b[32m"),
  WARN("\u001b[33m"),
  BAD("\u001b[31m"),
  DIM("\u001b[2m"),
  HEAD("\u001b[1m");

  private static final String RESET = "\u001b[0m";
  private final String start;

  Tone(String start) {
    this.start = start;
  }

  String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : start + text + RESET;
  }
}
