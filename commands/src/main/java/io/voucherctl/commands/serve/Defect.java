package io.voucherctl.commands.serve;

/** Known bugs that can be switched on, to see what they do. Lower case, as they are typed. */
public enum Defect {
  as1
}
