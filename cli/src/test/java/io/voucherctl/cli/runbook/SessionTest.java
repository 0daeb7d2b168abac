package io.voucherctl.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final String LAUNCHER =
      """
      #!/bin/sh
      printf '<%s>\\n' "$@"
      echo "note: $HOME" >&2
      exit 3
      """;

  @TempDir Path folder;
  private Path launcher;

  @BeforeEach
  void putALauncherDown() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    launcher = Files.writeString(bin.resolve("voucherctl"), LAUNCHER);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aCommandIsReadAsAShellReadsIt() throws Exception {
    Session.Answer answer = session(20).run("voucherctl 'a b' \"c\" | head -1");
    assertThat(answer)
        .isEqualTo(
            new Session.Answer(0, false, List.of("<a b>"), List.of("note: " + folder + "/home")));
  }

  @Test
  void stepsShareAFolderAndNothingOfTheEnvironment() throws Exception {
    Session session = session(20);
    session.run("voucherctl x > file");
    assertThat(session.run("cat file; env | sed 's/=.*//' | sort").out())
        .contains("<x>", "HOME", "JAVA_HOME", "PATH")
        .doesNotContain("USER", "LOGNAME", "XDG_RUNTIME_DIR");
  }

  @Test
  void anAnswerAsWrittenHasNoDifferences() throws Exception {
    assertThat(differences("$ voucherctl x\n<[..]>\n2> note: [..]\n? 3\n")).isEmpty();
  }

  @Test
  void differencesAreReadable() throws Exception {
    assertThat(differences("# one\n$ voucherctl x y\n<x>\n<z>\n2> note: [..]\n"))
        .isEqualTo(
            """
            a.runbook:2  $ voucherctl x y
            exit code: expected 0, was 3
            stdout (- expected, + actual):
                <x>
              - <z>
              + <y>
            """);
    assertThat(differences("$ echo lost >&2\n"))
        .isEqualTo(
            """
            a.runbook:1  $ echo lost >&2
            stderr (- expected, + actual):
              + lost
            """);
  }

  @Test
  void whatTakesTooLongIsKilledWithAllItStarted() throws Exception {
    Session.Answer answer = session(1).run("echo early; sleep 60 & echo $!; wait");
    assertThat(answer.late()).isTrue();
    assertThat(answer.out()).first().isEqualTo("early");
    ProcessHandle.of(Long.parseLong(answer.out().getLast()))
        .ifPresent(sleeper -> assertThat(sleeper.onExit()).succeedsWithin(Duration.ofSeconds(10)));
  }

  @Test
  void emptyOutputIsNoLineAndAnEmptyLineIsOne() throws Exception {
    assertThat(session(20).run("true").out()).isEmpty();
    assertThat(session(20).run("echo").out()).containsExactly("");
    assertThat(session(20).run("printf 'a\\n\\nb'").out()).containsExactly("a", "", "b");
  }

  @Test
  void aFloodIsCut() throws Exception {
    assertThat(session(20).run("yes | head -1000000").out()).hasSize(2_000);
  }

  private String differences(String text) throws Exception {
    Runbook runbook = Runbook.parse("a.runbook", text);
    return session(20).differences(runbook.name(), runbook.steps().getFirst());
  }

  private Session session(int seconds) {
    return new Session(folder, launcher, Duration.ofSeconds(seconds));
  }
}
