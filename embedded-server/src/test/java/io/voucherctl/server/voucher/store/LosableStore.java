package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a store is whose database can be taken away and brought back. */
public interface LosableStore extends AutoCloseable {
  StoreAddress address();

  void takeAway() throws IOException;

  void bringBack() throws IOException;

  @Override
  void close() throws IOException;

  /** SQLite, whose file is moved. */
  static LosableStore file(Path directory) {
    return new MovedFile(directory);
  }

  /** PostgreSQL, to which connections break. */
  static LosableStore cutServer() throws IOException {
    return new RelayedServer(new Relay(TestPostgres.port()), TestPostgres.database(), false);
  }

  /** PostgreSQL, of which nothing is heard. */
  static LosableStore silentServer() throws IOException {
    return new RelayedServer(new Relay(TestPostgres.port()), TestPostgres.database(), true);
  }

  /** A directory. */
  record MovedFile(Path directory) implements LosableStore {
    @Override
    public StoreAddress address() {
      return new StoreAddress.Directory(directory);
    }

    @Override
    public void takeAway() throws IOException {
      Files.move(directory.resolve(SqliteDatabase.FILE), directory.resolve("away.db"));
    }

    @Override
    public void bringBack() throws IOException {
      Files.move(directory.resolve("away.db"), directory.resolve(SqliteDatabase.FILE));
    }

    @Override
    public void close() {}
  }

  /** A server behind a relay. */
  record RelayedServer(Relay relay, String database, boolean silent) implements LosableStore {
    @Override
    public StoreAddress address() {
      return TestPostgres.at(relay.port(), database);
    }

    @Override
    public void takeAway() throws IOException {
      if (silent) {
        relay.goSilent();
      } else {
        relay.cut();
      }
    }

    @Override
    public void bringBack() throws IOException {
      relay.mend();
    }

    @Override
    public void close() throws IOException {
      relay.close();
    }
  }
}
