package io.voucherctl.commands.drill;

import io.voucherctl.commands.console.Documents;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.load.LoadSession;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.serve.StateDirectory;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.cluster.kubelet.ContainerRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a drill is performed: sets the region up, and leaves behind what was asked for. */
public final class Stage {
  /** Opens a region in a directory of its own. */
  @FunctionalInterface
  interface RegionOpener {
    Region open(DrillPlan plan, Path directory) throws InterruptedException;
  }

  private final RegionOpener regions;
  private final InstantSource clock;

  Stage(RegionOpener regions, InstantSource clock) {
    this.regions = regions;
    this.clock = clock;
  }

  /** A stage for regions in processes of their own. */
  public static Stage of(
      ContainerRuntime runtime,
      Function<KubeTarget, KubeSession> kube,
      Function<LoadTarget, LoadSession> load,
      InstantSource clock,
      Ticker ticker) {
    return new Stage(new LiveRegions(runtime, kube, load, clock, ticker), clock);
  }

  DrillReport perform(DrillPlan plan, @Nullable Path keep, Progress progress)
      throws InterruptedException {
    requireEmpty(keep);
    try (StateDirectory directory = StateDirectory.open(keep)) {
      progress.at("starting the region");
      DrillReport report;
      try (Region region = regions.open(plan, directory.path())) {
        report =
            new Drill(region, clock, keep == null ? null : directory.path()).run(plan, progress);
      }
      if (keep != null) {
        write(directory.path().resolve("drill.json"), report);
      }
      return report;
    }
  }

  private static void requireEmpty(@Nullable Path keep) {
    if (keep == null || !Files.exists(keep)) {
      return;
    }
    try (Stream<Path> entries = Files.list(keep)) {
      if (entries.findAny().isPresent()) {
        throw new Failure.BadInput(
            keep + " is not empty", "name a directory of its own for each drill");
      }
    } catch (IOException e) {
      throw new Failure.BadInput("cannot keep anything in " + keep, "name a directory");
    }
  }

  private static void write(Path file, DrillReport report) {
    try {
      Files.writeString(file, Documents.json(report) + "\n");
    } catch (IOException e) {
      throw new Failure.Broken("cannot write " + file, null, e);
    }
  }
}
