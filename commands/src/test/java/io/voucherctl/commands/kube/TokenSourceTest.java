package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSourceTest {
  @TempDir Path directory;

  @Test
  void aTokenFileIsReadAgainAndItsLastContentSurvivesItsAbsence() throws IOException {
    Path file = directory.resolve("token");
    TokenSource tokens = TokenSource.file(file, "first");

    assertThat(tokens.token()).isEqualTo("first");
    Files.writeString(file, "second\n");
    assertThat(tokens.token()).isEqualTo("second");
    Files.delete(file);
    assertThat(tokens.token()).isEqualTo("second");
  }

  @Test
  void aPluginRunsAgainOnlyWhenItsTokenIsAboutToExpire() {
    Instant start = Instant.parse("2030-01-01T00:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(start);
    ExecCredential first = new ExecCredential("first", null, start.plusSeconds(60));
    ExecCredential second = new ExecCredential("second", null, null);
    TokenSource tokens = TokenSource.plugin(first, () -> second, now::get);

    assertThat(tokens.token()).isEqualTo("first");
    now.set(start.plusSeconds(49));
    assertThat(tokens.token()).isEqualTo("first");
    now.set(start.plusSeconds(51));
    assertThat(tokens.token()).isEqualTo("second");
    now.set(start.plusSeconds(1_000_000));
    assertThat(tokens.token()).isEqualTo("second");
  }
}
