# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0
ARG CUDA=12.4.1

FROM nvidia/cuda:${CUDA}-devel-ubuntu22.04 AS build
RUN apt-get update && \
    apt-get install -y --no-install-recommends cmake g++ make && \
    rm -rf /var/lib/apt/lists/*
COPY src /src
RUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Release && \
    cmake --build /build -j 4 && \
    cmake --install /build --prefix /opt/namd

FROM nvidia/cuda:${CUDA}-runtime-ubuntu22.04 AS app
COPY --from=build /opt/namd /opt/namd
ENV PATH=/opt/namd/bin:$PATH
WORKDIR /work
CMD ["namd3", "--version"]
