# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/contributed-applications/lattice-gas-mdlab:1.0.0

# ubuntu:24.04 is written the same way.
FROM debian:13.1-slim

# What the application needs when it runs; the package lists go in the same RUN that brought them.
RUN apt-get update && \
    apt-get install -y --no-install-recommends libopenblas0 python3 python3-numpy && \
    rm -rf /var/lib/apt/lists/*

# Workflows run the image as a user nobody knows beforehand: everybody may read and start the application.
COPY --chmod=755 lattice-gas /usr/local/bin/lattice-gas

WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
