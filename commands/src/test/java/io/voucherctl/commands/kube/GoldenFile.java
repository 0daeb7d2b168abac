package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text under {@code golden/}; {@code -Dgolden=update}, in the module's folder, writes it. */
public final class GoldenFile {
  private GoldenFile() {}

  public static void check(String name, String actual) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Path path = Path.of("src/test/resources/golden").resolve(name);
      Files.createDirectories(path.getParent());
      Files.writeString(path, actual);
      return;
    }
    try (InputStream expected = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
      assertThat(expected).as("golden file %s", name).isNotNull();
      assertThat(actual).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
