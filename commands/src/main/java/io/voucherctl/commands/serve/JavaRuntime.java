package io.voucherctl.commands.serve;

import io.voucherctl.server.cluster.kubelet.ContainerRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every pod is another JVM of this same program: the image says nothing, the args say which part.
 *
 * @param classPath absolute paths
 * @param aotCache null when the program was started without one
 */
public record JavaRuntime(
    Path java, String classPath, @Nullable Path aotCache, String mainClass, String loggingConfig)
    implements ContainerRuntime {

  @Override
  public List<String> argv(String image, int heapMegabytes, List<String> args) {
    List<String> argv = new ArrayList<>();
    argv.add(java.toString());
    argv.add("-Xmx" + heapMegabytes + "m");
    // Serial: the smallest collector, and the fastest on one core. What a request leaves dies
    // young, so most of the heap can be old: once that part is full, every collection is a full
    // one. Exit code 3 when the heap is full.
    argv.add("-XX:+UseSerialGC");
    argv.add("-XX:NewRatio=5");
    // A tenth less heap, and a tenth less time for a request: fewer cache lines.
    argv.add("-XX:+UseCompactObjectHeaders");
    argv.add("-XX:+ExitOnOutOfMemoryError");
    argv.add("-Xlog:disable");
    // A cache that does not fit costs time only, and a pod's last words are its log's.
    argv.add("-Xlog:all=error,aot*=off,cds*=off:stderr");
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.add("--sun-misc-unsafe-memory-access=allow");
    // A stack trace for every hundredth buffer is a price for developers to pay.
    argv.add("-Dio.netty.leakDetection.level=disabled");
    // Flight recorder events of buffers take a megabyte of heap before the first request.
    argv.add("-Dio.netty.jfr.enabled=false");
    if (!loggingConfig.isEmpty()) {
      argv.add("-Djava.util.logging.config.file=" + loggingConfig);
    }
    if (aotCache != null) {
      argv.add("-XX:AOTCache=" + aotCache);
    }
    argv.add("-cp");
    argv.add(classPath);
    argv.add(mainClass);
    argv.addAll(args);
    return List.copyOf(argv);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }
}
