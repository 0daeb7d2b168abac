package io.voucherctl.cli.runbook;

import java.util.ArrayList;
import java.util.List;

/**
 * A session in a terminal, written down:
 *
 * <pre>
 * # a comment
 * $ voucherctl quota get acme -o json | head -1
 * an expected line of stdout, with [..] for any text in it
 * ...
 * 2&gt; an expected line of stderr
 * ? 3
 * </pre>
 *
 * A line of three dots stands for any lines, none included; after {@code 2>} it does so for stderr.
 * A stream with no expected line must stay empty. Without {@code ?} the exit code must be 0. Empty
 * lines at the end of a step do not count. A leading backslash takes the meaning from what follows.
 *
 * @param name the file's name, for messages
 */
record Runbook(String name, List<Step> steps) {
  Runbook {
    steps = List.copyOf(steps);
  }

  /**
   * One command and what it must answer.
   *
   * @param line where the command stands, from 1
   * @param command what {@code sh} is to run
   */
  record Step(int line, String command, List<String> out, List<String> err, int exitCode) {
    Step {
      out = List.copyOf(out);
      err = List.copyOf(err);
    }
  }

  /**
   * @throws IllegalArgumentException naming file and line of what cannot be read
   */
  static Runbook parse(String name, String text) {
    List<Step> steps = new ArrayList<>();
    Draft draft = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.startsWith("$ ")) {
        add(steps, draft);
        draft = new Draft(number, line.substring(2).strip());
      } else if (draft != null) {
        draft.expect(name + ":" + number, line);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException(name + ":" + number + ": no command before this line");
      }
    }
    add(steps, draft);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(name + ": no command in this file");
    }
    return new Runbook(name, steps);
  }

  private static void add(List<Step> steps, Draft draft) {
    if (draft != null) {
      steps.add(draft.step());
    }
  }

  private static final class Draft {
    private final int line;
    private final String command;
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private Integer exitCode;

    Draft(int line, String command) {
      this.line = line;
      this.command = command;
    }

    void expect(String place, String text) {
      if (text.startsWith("#")) {
        return;
      }
      if (text.startsWith("? ")) {
        exitCode = exitCode(place, text.substring(2).strip());
      } else if (text.equals("2>") || text.startsWith("2> ")) {
        err.add(text.length() > 3 ? text.substring(3) : "");
      } else {
        out.add(text.startsWith("\\") ? text.substring(1) : text);
      }
    }

    private Integer exitCode(String place, String number) {
      if (exitCode != null || !number.matches("\\d{1,3}")) {
        throw new IllegalArgumentException(place + ": one exit code from 0 to 255 is expected");
      }
      return Integer.valueOf(number);
    }

    Step step() {
      while (!out.isEmpty() && out.getLast().isEmpty()) {
        out.removeLast();
      }
      return new Step(line, command, out, err, exitCode == null ? 0 : exitCode);
    }
  }
}
