package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.quota.Credentials;
import io.voucherctl.server.quota.DirectoryWatch;
import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.Roster;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks key pairs against a tenants file or a directory of keys, and keeps up with changes there.
 * The tenant header means nothing to it.
 */
final class OwnKeys implements Access {
  private static final Logger LOG = LoggerFactory.getLogger(OwnKeys.class);

  private final DirectoryWatch<Roster> watch;
  private volatile Credentials credentials = Credentials.NONE;

  /**
   * Knows the keys when this returns, unless the path does not exist yet.
   *
   * @throws IllegalArgumentException when the file is broken
   */
  OwnKeys(Path tenants) throws IOException {
    watch = DirectoryWatch.start(tenants, Roster::read, this::put);
  }

  private void put(Roster roster) {
    for (InvalidEntry entry : roster.keys().invalid()) {
      LOG.warn("keys of {} are not taken over: {}", entry.tenant(), entry.reason());
    }
    credentials = Credentials.of(roster.keys());
  }

  @Override
  public @Nullable String tenantOf(ApiSide side, RequestHead head) {
    return credentials.tenantOf(side, head);
  }

  @Override
  public String lacking() {
    return Credentials.LACKING;
  }

  @Override
  public void close() {
    watch.close();
  }
}
