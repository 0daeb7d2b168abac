package io.voucherctl.server.quota;

/**
 * An entry that could not be used. The last good one stays in force, if there was one.
 *
 * @param tenant the key or file name as it stands, a tenant id or not
 * @param reason one line, never a secret
 */
public record InvalidEntry(String tenant, String reason) {
  private static final int LONGEST = 200;

  public InvalidEntry {
    String line = reason.lines().findFirst().orElse("");
    reason = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
