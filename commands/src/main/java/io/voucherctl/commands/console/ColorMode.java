package io.voucherctl.commands.console;

/** What {@code --color} takes. Lower case, because that is how it is typed. */
public enum ColorMode {
  auto,
  always,
  never
}
