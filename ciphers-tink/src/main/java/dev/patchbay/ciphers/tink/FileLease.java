package dev.patchbay.ciphers.tink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to replace a file, which one thread of one process has at a time. A lock file beside it
 * stays, since a lock on one that is deleted would be no lock.
 */
final class FileLease implements AutoCloseable {
  /** Locks on files are the whole JVM's, so its threads take turns first. */
  private static final ReentrantLock TURN = new ReentrantLock();

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private final FileChannel lock;

  private FileLease(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Waits for the right. */
  static FileLease take(Path file) throws IOException {
    TURN.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              beside(file, ".lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              ownerOnly(file));
      return lock(new FileLease(file, channel));
    } catch (IOException | RuntimeException failed) {
      TURN.unlock();
      throw failed;
    }
  }

  private static FileLease lock(FileLease lease) throws IOException {
    try {
      lease.lock.lock(); // held until the channel is closed
      return lease;
    } catch (OverlappingFileLockException twice) {
      lease.lock.close();
      throw Failures.configuration(
          "File '"
              + lease.file
              + "' was to be changed, and something else in this JVM changes it just now, such as"
              + " this module in another class loader; nothing was changed; try again");
    } catch (IOException | RuntimeException failed) {
      lease.lock.close();
      throw failed;
    }
  }

  /** Puts other bytes in its place: after a crash it holds the old ones or the new ones. */
  void replace(byte[] bytes) throws IOException {
    Path next = beside(file, ".new");
    Files.deleteIfExists(next); // left by a process that was killed
    try {
      write(next, bytes);
      takeAfter(file, next);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(next);
      throw failed;
    }
    forceFolder(folder(file));
  }

  private static void write(Path next, byte[] bytes) throws IOException {
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(next, fresh, ownerOnly(next))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Whoever could read the file before still can; in clear that is its owner alone. */
  private static void takeAfter(Path file, Path next) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
    Optional<PosixFileAttributes> before = attributes(file);
    if (view == null || before.isEmpty()) {
      return;
    }
    PosixFileAttributes old = before.get();
    if (!old.group().equals(view.readAttributes().group())) {
      view.setGroup(old.group());
    }
    if (!old.owner().equals(view.getOwner())) {
      view.setOwner(old.owner());
    }
    view.setPermissions(old.permissions());
  }

  private static Optional<PosixFileAttributes> attributes(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      return view == null ? Optional.empty() : Optional.of(view.readAttributes());
    } catch (NoSuchFileException isNew) {
      return Optional.empty();
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException notOnThisSystem) {
      return; // Windows opens no folder, and needs none to be forced
    }
    try (channel) {
      channel.force(true);
    }
  }

  private static Path beside(Path file, String suffix) {
    return folder(file).resolve("." + file.getFileName() + suffix);
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      TURN.unlock();
    }
  }
}
