package io.voucherctl.commands.pods;

/** Who created an object and keeps it: its controlling owner reference. */
public record Owner(String kind, String name, String uid) {
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
