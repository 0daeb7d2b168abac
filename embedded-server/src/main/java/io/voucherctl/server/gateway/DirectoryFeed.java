package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.DirectoryWatch;
import io.voucherctl.server.quota.FleetDirectory;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a gateway from files, as a kubelet mounts them.
 *
 * @param quotas a directory shaped like the mounted ConfigMap; null: the quotas of the tenants file
 * @param fleet a directory shaped like the mounted ConfigMap that counts the ready gateways; null:
 *     this gateway is alone
 * @param tenants a tenants file, or a directory shaped like the mounted Secret
 */
public record DirectoryFeed(@Nullable Path quotas, @Nullable Path fleet, Path tenants)
    implements Feed {

  @Override
  public boolean rostersBringQuotas() {
    return quotas == null;
  }

  /** A tenants file that exists and is broken is an IllegalArgumentException. */
  @Override
  public Running start(Sink sink) throws IOException {
    Deque<DirectoryWatch<?>> watches = new ArrayDeque<>();
    try {
      if (fleet != null) {
        sink.put(FleetShare.UNKNOWN);
        watches.push(DirectoryWatch.start(fleet, new FleetDirectory(), sink::put));
      }
      if (quotas != null) {
        watches.push(
            DirectoryWatch.start(
                quotas, QuotaDirectory::read, sink::put, told(sink, Source.QUOTAS)));
      }
      watches.push(DirectoryWatch.start(tenants, Roster::read, sink::put, tenants(sink)));
    } catch (IOException | RuntimeException e) {
      watches.forEach(DirectoryWatch::close);
      throw e;
    }
    return () -> watches.forEach(DirectoryWatch::close);
  }

  /** Quotas that come with the tenants are as fresh as they are. */
  private DirectoryWatch.Observer tenants(Sink sink) {
    return quotas == null ? told(sink, Source.TENANTS, Source.QUOTAS) : told(sink, Source.TENANTS);
  }

  private static DirectoryWatch.Observer told(Sink sink, Source... sources) {
    return new DirectoryWatch.Observer() {
      @Override
      public void confirmed() {
        for (Source source : sources) {
          sink.confirmed(source);
        }
      }

      @Override
      public void failed(String problem) {
        for (Source source : sources) {
          sink.failed(source, problem);
        }
      }
    };
  }
}
