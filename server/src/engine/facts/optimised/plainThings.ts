import type { Manager } from '../../shell/managerSyntax.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Official images that hold no compiled numerics of their own, by name on Docker Hub or elsewhere. */
const bases =
  /^(?:docker\.io\/library\/(?:alpine|debian|ubuntu|busybox|fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux|photon|clearlinux|buildpack-deps|nginx|httpd|caddy|traefik|haproxy|redis|postgres|mysql|mariadb|mongo|memcached|rabbitmq|node|python|pypy|ruby|php|perl|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|golang|rust|gcc|erlang|elixir|docker|bash|registry|tomcat|jetty|adminer)|docker\.io\/(?:rockylinux|almalinux|opensuse|nginxinc|redhat)\/[\w./-]+|quay\.io\/(?:centos|fedora|rockylinux|almalinuxorg)\/[\w./-]+|gcr\.io\/distroless\/[\w./-]+|registry\.access\.redhat\.com\/ubi\d[\w./-]*|ghcr\.io\/astral-sh\/uv|docker\.io\/amd64\/\w+)$/;

/** Whether an image is known to hold no compiled numerics. */
export function isPlainBase(name: string): boolean {
  return bases.test(name);
}

const system = set(
  `apt-transport-https apt-utils software-properties-common gnupg gnupg2 gpg gpg-agent ca-certificates ca-certificates-java curl wget git git-lfs gettext-base
   bash bash-completion zsh dash coreutils diffutils findutils grep sed gawk less more vim vim-tiny nano emacs-nox file tree jq yq procps procps-ng psmisc htop lsof strace tmux screen yum-utils dnf-plugins-core lbzip2 pigz
   tar gzip bzip2 xz xz-utils unzip zip p7zip p7zip-full zstd tzdata locales locales-all glibc-langpack-en glibc-locale-source langpacks-en util-linux shadow shadow-utils passwd sudo gosu su-exec tini dumb-init supervisor cron
   rsync openssh openssh-client openssh-clients openssh-server openssl libssl3 libssl1.1 iproute2 iputils-ping net-tools netcat netcat-openbsd dnsutils bind-utils telnet socat iptables
   python3 python3-pip python3-venv python3-setuptools python3-wheel python3-dev python3-devel python-dev python2-dev python-devel python3-tk python-tk python-setuptools python-is-python3 python3-minimal python3.9 python3.10 python3.11 python3.12 python3.13 py3-pip python2 python python-pip pipx perl perl-base ruby php php-cli nodejs npm yarn lua5.4
   openjdk-8-jre-headless openjdk-8-jdk openjdk-11-jre-headless openjdk-11-jre openjdk-11-jdk openjdk-17-jre-headless openjdk-17-jre openjdk-17-jdk openjdk-17-jdk-headless openjdk-21-jre-headless openjdk-21-jdk default-jre default-jre-headless default-jdk java-11-openjdk java-17-openjdk openjdk11-jre openjdk17-jre openjdk17-jre-headless openjdk17 openjdk21-jre maven ant gradle
   nginx nginx-light apache2 httpd redis redis-tools redis-server postgresql postgresql-client mysql-client mariadb-client default-mysql-client sqlite3 sqlite
   build-essential make gcc g++ gfortran cpp cmake ninja-build autoconf automake libtool pkg-config pkgconf binutils build-base musl-dev libc-dev libc6-dev linux-headers gcc-c++ patch bison flex m4 dpkg-dev ccache swig cython cython3 gdb valgrind doxygen ninja meson gcc-gfortran patchelf libgomp1 libgomp libgfortran libgfortran5
   libssl-dev zlib1g zlib1g-dev zlib-dev zlib-devel openssl-devel libbz2-dev bzip2-devel liblzma-dev xz-devel libffi-dev libffi-devel libxml2 libxml2-dev libxslt1-dev libcurl4 libcurl4-openssl-dev libcurl4-gnutls-dev libpq5 libpq-dev libncurses5-dev libncurses-dev libreadline-dev libsqlite3-dev libyaml-dev libgcc libstdc++ libgcc-s1 libstdc++6 libc6-compat gcompat
   libgit2-dev libgit2-devel libfontconfig1-dev fontconfig-devel libharfbuzz-dev libfribidi-dev libfreetype6-dev libfreetype-dev freetype-devel libpng-dev libpng-devel libtiff5-dev libtiff-dev libtiff-devel libjpeg-dev libjpeg-turbo-devel libexecinfo libexecinfo-dev libgcrypt20-dev libgnutls28-dev libexpat1-dev expat-devel libcap-dev libseccomp-dev
   latexmk lmodern cm-super texinfo texlive texlive-base texlive-latex-extra texlive-latex-recommended texlive-fonts-recommended texlive-fonts-extra texlive-science texlive-xetex lintian doxygen help2man gettext ccache gdb lcov python3-sphinx
   graphviz fontconfig fonts-dejavu fonts-liberation ttf-dejavu texlive-latex-base pandoc ghostscript poppler-utils chromium firefox-esr xvfb xauth libx11-6 libgl1 libgl1-mesa-glx libglib2.0-0 libsm6 libxext6 libxrender1
   docker docker.io docker-ce docker-ce-cli docker-cli containerd.io kubectl awscli s3cmd groff mandoc man-db expect dos2unix parallel time bc pv uuid-runtime hostname lsb-release debianutils dialog whiptail inotify-tools logrotate rsyslog msmtp mailutils epel-release which xmlstarlet libxml2-utils
   libxt6 libxmu6 xorg libgtk2.0-0 libglu1-mesa libglu1-mesa-dev libgl1-mesa-dev python3-requests python3-jinja2 python3-yaml google-cloud-cli google-cloud-sdk gh jdupes`,
);

const python = set(
  `pip setuptools wheel build virtualenv venv pipenv poetry uv tox nox pytest pytest-cov coverage black flake8 ruff mypy pylint isort pre-commit twine
   requests urllib3 httpx aiohttp flask flask-cors fastapi starlette uvicorn gunicorn werkzeug jinja2 django djangorestframework tornado bottle click typer rich tqdm pyyaml ruamel.yaml toml tomli python-dotenv pydantic attrs marshmallow
   boto3 botocore awscli s3fs google-cloud-storage azure-storage-blob kubernetes docker paramiko cryptography pyjwt redis pymongo sqlalchemy psycopg2 psycopg2-binary pymysql alembic celery kafka-python pika
   lxml beautifulsoup4 html5lib selenium markdown mkdocs mkdocs-material sphinx sphinx_rtd_theme docutils pygments csvkit jsonschema simplejson ujson orjson six future certifi idna chardet packaging ansible ansible-lint cwltool snakemake nextflow supervisor crcmod gsutil yamllint cookiecutter`,
);

const gems = set('bundler rake jekyll rails');

const systemManagers: ReadonlySet<string> = set('apt dpkg apk dnf yum microdnf tdnf zypper pacman rpm');
const pythonManagers: ReadonlySet<string> = set('pip pipx uv pipenv poetry pdm');

/** Whether a package is known to bring no compiled numerics; npm's are not known by name. */
export function isPlainPackage(manager: Manager, name: string): boolean {
  const plain = name.toLowerCase();
  if (systemManagers.has(manager)) return system.has(plain);
  if (manager === 'gem') return gems.has(plain);
  return pythonManagers.has(manager) && python.has(plain.replace(/\[.*$/, ''));
}

/** Programs that leave nothing compiled behind, whatever their words. */
const programs = set(
  `: true false test [ [[ echo printf cat tee cd pwd set unset export local source . umask ulimit exit return trap shift read eval exec type which command
   mkdir rmdir rm mv cp ln touch chmod chown chgrp install mktemp stat ls find xargs basename dirname readlink realpath date sleep env id whoami uname hostname nproc df du time
   grep egrep fgrep sed awk gawk head tail cut tr sort uniq wc tac rev paste diff cmp file tar unzip zip gzip gunzip bzip2 bunzip2 xz unxz zstd cpio sha256sum sha1sum sha512sum md5sum shasum gpg apt-key
   useradd groupadd adduser addgroup usermod groupmod userdel groupdel deluser passwd chpasswd setcap getent su fix-permissions
   apt apt-get aptitude apt-mark apt-cache apt-config dpkg dpkg-reconfigure dpkg-divert add-apt-repository apk dnf yum microdnf tdnf zypper rpm yum-config-manager pacman locale-gen localedef update-locale update-ca-certificates update-alternatives ldconfig
   rsync patch openssl ssh-keygen ssh-keyscan systemctl service a2enmod a2ensite a2dissite crontab fc-cache jq yq envsubst dos2unix pip uv pipx mkfifo sync nginx shopt hash alias getopts gem`,
);

export function isPlainProgram(name: string): boolean {
  return programs.has(name);
}

/** Files of the build context that hold nothing compiled, by their names' ends; a pattern is told by its own. */
const files =
  /(?:^|\/)(?:[\w.*?-]*\.(?:sh|bash|py|pl|rb|js|mjs|ts|jsx|tsx|vue|css|scss|html?|json|jsonc|ya?ml|toml|ini|cfg|conf|cnf|properties|env|txt|md|rst|csv|tsv|xml|xsl|svg|png|jpe?g|gif|ico|sql|lock|list|repo|gpg|asc|pem|crt|key|service|template|tmpl|j2|rules|patch|diff|awk|jinja2?|war|jar|r|R|rmd|ipynb|nf|wdl|cwl|smk|tex|bib)|LICENSE|README|Makefile|Snakefile|Gemfile|requirements|bashrc|profile|entrypoint|docker-entrypoint|crontab|passwd|group|nsswitch\.conf|\.[a-z]+(?:rc|ignore))$/;

export function isPlainFile(path: string): boolean {
  return path.length < 300 && files.test(path);
}
