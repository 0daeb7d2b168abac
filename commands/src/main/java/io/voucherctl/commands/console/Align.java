package io.voucherctl.commands.console;

/** On which side of its column a cell stands. */
public enum Align {
  LEFT,
  RIGHT
}
