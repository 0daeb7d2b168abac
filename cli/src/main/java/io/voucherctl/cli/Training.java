package io.voucherctl.cli;

/** Runs the short commands once, so that the AOT cache holds the classes that they need. */
final class Training {
  private Training() {}

  public static void main(String[] args) {
    Main.main(new String[] {"help"});
  }
}
