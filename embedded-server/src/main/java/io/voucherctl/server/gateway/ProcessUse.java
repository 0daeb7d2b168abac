package io.voucherctl.server.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the process takes from the machine; null where the system does not tell.
 *
 * @param residentBytes memory that is really there
 */
record ProcessUse(
    HeapUse heap,
    @Nullable Double cpuSeconds,
    @Nullable Long residentBytes,
    @Nullable Long openFiles,
    @Nullable Long mostFiles) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double NANOS_PER_SECOND = 1e9;

  /** Reads this process. */
  static ProcessUse now() {
    HeapUse heap = HeapUse.now();
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os)) {
      return new ProcessUse(heap, null, null, null, null);
    }
    long cpuNanos = os.getProcessCpuTime();
    return new ProcessUse(
        heap,
        cpuNanos < 0 ? null : cpuNanos / NANOS_PER_SECOND,
        resident(),
        os.getOpenFileDescriptorCount(),
        os.getMaxFileDescriptorCount());
  }

  private static @Nullable Long resident() {
    try {
      Optional<String> line =
          Files.readAllLines(STATUS).stream().filter(l -> l.startsWith(RESIDENT)).findFirst();
      return line.map(l -> 1024 * Long.parseLong(l.replaceAll("\\D", ""))).orElse(null);
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }
}
