# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/official-applications/lattice-gas-mdlab:1.0.0
# st4sd level=gold

# Compilers and headers stay behind in this stage. ubuntu:24.04 is written the same way.
FROM debian:13.1-slim AS build
RUN apt-get update && \
    apt-get install -y --no-install-recommends cmake g++ libopenblas-dev make && \
    rm -rf /var/lib/apt/lists/*
COPY src /src
RUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Release && \
    cmake --build /build --parallel 4 && \
    cmake --install /build --prefix /opt/lattice-gas

# What ships: the application, and the tuned library that it is linked to.
FROM debian:13.1-slim AS app
LABEL org.opencontainers.image.authors="mdlab" \
      org.opencontainers.image.title="lattice-gas" \
      org.opencontainers.image.version="1.0.0" \
      org.opencontainers.image.source="https://github.com/mdlab/lattice-gas" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN apt-get update && \
    apt-get install -y --no-install-recommends libopenblas0 && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/lattice-gas /opt/lattice-gas
ENV PATH=/opt/lattice-gas/bin:$PATH
WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
