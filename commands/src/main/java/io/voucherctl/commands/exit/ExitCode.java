package io.voucherctl.commands.exit;

/** What the process says when it ends. These numbers are API: scripts branch on them. */
public enum ExitCode {
  OK(0, "it worked"),
  FAILED(1, "it failed"),
  USAGE(2, "the command line or an input file is wrong; nothing was done"),
  BREACHED(3, "it ran, and the answer is bad: a threshold, a finding, no recovery"),
  UNREACHABLE(4, "a server is unreachable, or refused the credentials"),
  CONFLICT(5, "somebody else changed it first; nothing was written"),
  INVALID_RUN(6, "the generator could not offer the load, so its figures prove nothing"),
  INTERRUPTED(130, "interrupted (SIGINT), after a partial report"),
  TERMINATED(143, "terminated (SIGTERM), after a partial report");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
