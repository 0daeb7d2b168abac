package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaRuntimeTest {
  private static final Path JAVA = Path.of("/opt/jdk/bin/java");

  @Test
  void aPodIsThisProgramAgainWithAHeapThatKillsItWhenItIsFull() {
    JavaRuntime runtime =
        new JavaRuntime(JAVA, "/lib/a.jar:/lib/b.jar", Path.of("/lib/app.aot"), "x.Main", "/l.p");
    assertThat(runtime.argv("voucherctl", 16, List.of("serve", "api", "--port", "4711")))
        .containsExactly(
            "/opt/jdk/bin/java",
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-XX:NewRatio=5",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable",
            "-Xlog:all=error,aot*=off,cds*=off:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.leakDetection.level=disabled",
            "-Dio.netty.jfr.enabled=false",
            "-Djava.util.logging.config.file=/l.p",
            "-XX:AOTCache=/lib/app.aot",
            "-cp",
            "/lib/a.jar:/lib/b.jar",
            "x.Main",
            "serve",
            "api",
            "--port",
            "4711");
  }

  @Test
  void whatIsNotThereIsNotNamed() {
    JavaRuntime runtime = new JavaRuntime(JAVA, "/classes", null, "x.Main", "");
    assertThat(runtime.argv("voucherctl", 16, List.of()))
        .noneMatch(arg -> arg.contains("AOT") || arg.contains("logging"))
        .endsWith("-cp", "/classes", "x.Main");
  }

  @Test
  void aPodInheritsNothing() {
    assertThat(new JavaRuntime(JAVA, "/classes", null, "x.Main", "").environment()).isEmpty();
  }
}
