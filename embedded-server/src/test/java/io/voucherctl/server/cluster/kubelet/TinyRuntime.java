package io.voucherctl.server.cluster.kubelet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@link TinyChild} in a JVM that starts fast. */
record TinyRuntime(Path classes) implements ContainerRuntime {
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Override
  public List<String> argv(String image, int heapMegabytes, List<String> args) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toString(),
                TinyChild.class.getName()));
    argv.addAll(args);
    return argv;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("LANG", "C.UTF-8");
  }
}
